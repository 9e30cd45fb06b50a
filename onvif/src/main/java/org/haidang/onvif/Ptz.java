package org.haidang.onvif;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.haidang.onvif.soap.Namespaces;
import org.haidang.onvif.soap.Operation;
import org.haidang.onvif.xml.Element;
import org.haidang.onvif.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/**
 * Moves one camera (ONVIF PTZ, section 5.3). Part of its {@link OnvifDevice}'s conversation and as
 * little thread-safe.
 */
public final class Ptz {

    /** Presets that are read; more are left out. */
    public static final int MAX_PRESETS = 1024;

    /** Longest name of a preset that is sent, characters. */
    public static final int MAX_NAME = 64;

    /** A movement that nobody stops ends by itself within this time. */
    public static final Duration MAX_MOVE = Duration.ofMinutes(1);

    private static final int MAX_TOKEN = 256;

    private final Conversation conversation;
    private final URI service;
    private final String profile;

    Ptz(Conversation conversation, URI service, String profile) {
        this.conversation = conversation;
        this.service = service;
        this.profile = profile;
    }

    /** What it remembers, in the device's order. */
    public List<Preset> presets() throws OnvifException {
        List<Preset> presets = new ArrayList<>();
        for (Element each : ask("GetPresets", _ -> {}).children("Preset")) {
            String token = each.attribute("token");
            if (token != null
                    && !token.isEmpty()
                    && token.length() <= MAX_TOKEN
                    && presets.size() < MAX_PRESETS) {
                presets.add(new Preset(token, ProfileReader.line(each.textAt("Name"), MAX_TOKEN)));
            }
        }
        return presets;
    }

    /**
     * Moves until told otherwise, or until the time is over.
     *
     * @param pan -1 (left) to 1 (right), as a part of the greatest speed
     * @param tilt -1 (down) to 1 (up)
     * @param zoom -1 (wide) to 1 (near)
     * @param timeout 100 ms to {@link #MAX_MOVE}; a device may know only whole seconds
     */
    public void move(double pan, double tilt, double zoom, Duration timeout) throws OnvifException {
        if (timeout.toMillis() < 100 || timeout.compareTo(MAX_MOVE) > 0) {
            throw new IllegalArgumentException("time to move " + timeout);
        }
        String x = speed(pan);
        String y = speed(tilt);
        String z = speed(zoom);
        if (pan == 0 && tilt == 0 && zoom == 0) {
            stop();
            return;
        }
        ask(
                "ContinuousMove",
                out -> {
                    out.open("Velocity");
                    if (pan != 0 || tilt != 0) { // some cameras refuse what they do not have
                        out.open("PanTilt", Namespaces.SCHEMA);
                        out.attribute("x", x).attribute("y", y).close();
                    }
                    if (zoom != 0) {
                        out.open("Zoom", Namespaces.SCHEMA).attribute("x", z).close();
                    }
                    out.close().leaf("Timeout", "PT" + seconds(timeout) + "S");
                });
    }

    /**
     * Some read no fractions, so they are written only where there are any, and none reads minutes.
     */
    private static String seconds(Duration timeout) {
        long ms = timeout.toMillis();
        return ms % 1000 == 0 ? Long.toString(ms / 1000) : Double.toString(ms / 1000.0);
    }

    private static String speed(double part) {
        if (!(part >= -1 && part <= 1)) { // nor NaN
            throw new IllegalArgumentException("speed " + part);
        }
        return Double.toString(Math.round(part * 1000) / 1000.0);
    }

    /** Stops all movement. */
    public void stop() throws OnvifException {
        ask("Stop", out -> out.leaf("PanTilt", "true").leaf("Zoom", "true"));
    }

    /** Goes to a preset. */
    public void goTo(String presetToken) throws OnvifException {
        ask("GotoPreset", out -> out.leaf("PresetToken", token(presetToken)));
    }

    /**
     * Remembers the present view.
     *
     * @param name 1 to {@value #MAX_NAME} characters
     * @param token of the preset that is to be written over, null for a new one
     * @return the preset's token
     */
    public String setPreset(String name, @Nullable String token) throws OnvifException {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name of a preset: " + name);
        }
        Element answer =
                ask(
                        "SetPreset",
                        out -> {
                            out.leaf("PresetName", name);
                            if (token != null) {
                                out.leaf("PresetToken", token(token));
                            }
                        });
        String given = answer.textAt("PresetToken");
        if (given != null) {
            return given;
        }
        if (token == null) {
            throw new OnvifException(OnvifFailure.MALFORMED, "preset without a token");
        }
        return token;
    }

    /** Forgets a preset. */
    public void removePreset(String token) throws OnvifException {
        ask("RemovePreset", out -> out.leaf("PresetToken", token(token)));
    }

    private static String token(String token) {
        if (token.isEmpty() || token.length() > MAX_TOKEN) {
            throw new IllegalArgumentException("token of a preset: " + token);
        }
        return token;
    }

    private Element ask(String name, Consumer<XmlWriter> arguments) throws OnvifException {
        Operation operation =
                new Operation(
                        Namespaces.PTZ,
                        name,
                        out -> {
                            out.leaf("ProfileToken", profile);
                            arguments.accept(out);
                        });
        return conversation.ask(service, operation);
    }
}
