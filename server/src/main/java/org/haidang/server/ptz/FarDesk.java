package org.haidang.server.ptz;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.haidang.onvif.Preset;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.jspecify.annotations.Nullable;

/**
 * What people here, and those above for whom we pass on, hold of cameras that stand at sites below.
 * The site decides who holds a camera and logs it; here is kept only what our own log is to know.
 *
 * <p>Before the first word that moves a camera, the site is asked to give it to whoever wants it:
 * so his taking is in both logs before anything moves. When it cannot be written here, the camera
 * is given back. A hold ends here when he lets go, when the site says that somebody else has the
 * camera or that it may not be turned any more, and as long after the last command as a lease
 * lasts. Thread-safe; at most one hold for each camera.
 */
public final class FarDesk implements AutoCloseable {
    /** Cameras of which the names of presets are remembered, for the log. */
    private static final int MAX_NAMED = 64;

    private static final System.Logger LOG = System.getLogger(FarDesk.class.getName());

    private final Consumer<Entry> log;
    private final InstantSource clock;
    private final Map<String, Hold> holds = new HashMap<>();

    /** Names of presets as they were told last, by camera and token. */
    private final Map<String, Map<String, String>> names =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
                    return size() > MAX_NAMED;
                }
            };

    /** The way to the site of one camera. */
    @FunctionalInterface
    interface Line {
        Told say(Command command)
                throws PtzRefusedException, DeviceTroubleException, NoAnswerException;
    }

    /**
     * @param log throws when it cannot keep an entry
     */
    public FarDesk(Consumer<Entry> log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Has the site do it, and keeps what the log is to know.
     *
     * @param camera with its id and its facility
     */
    Told turn(Subject camera, Turner who, Command command, Line line)
            throws PtzRefusedException, DeviceTroubleException, NoAnswerException {
        switch (command) {
            case Command.Look _ -> {
                Told told = say(camera, who, command, line);
                remember(camera, told.presets());
                return told;
            }
            case Command.Take take -> {
                return take(camera, who, take, line);
            }
            case Command.LetGo _ -> {
                end(Hold.id(camera), who, "let-go");
                return line.say(command);
            }
            case Command.Stop _ -> {}
            case Command.Move _, Command.Call _, Command.Save _, Command.Remove _ -> {
                if (!holds(camera, who)) {
                    take(camera, who, new Command.Take(false), line);
                }
            }
        }
        Told told = say(camera, who, command, line);
        used(camera, who, use(camera, command));
        return told;
    }

    private Told take(Subject camera, Turner who, Command.Take take, Line line)
            throws PtzRefusedException, DeviceTroubleException, NoAnswerException {
        Told told = say(camera, who, take, line);
        try {
            begin(camera, who, told.takenFrom().isEmpty() ? null : told.takenFrom());
        } catch (RuntimeException unlogged) {
            giveBack(line);
            throw unlogged;
        }
        return told;
    }

    private static void giveBack(Line line) {
        try {
            line.say(new Command.LetGo());
        } catch (PtzRefusedException | DeviceTroubleException | NoAnswerException e) {
            LOG.log(Level.DEBUG, "it is given back by itself", e);
        }
    }

    private Told say(Subject camera, Turner who, Command command, Line line)
            throws PtzRefusedException, DeviceTroubleException, NoAnswerException {
        try {
            return line.say(command);
        } catch (PtzRefusedException e) {
            switch (e.reason()) {
                case HELD, HELD_BY_SUPERIOR -> end(Hold.id(camera), who, "taken-over");
                case TOO_FAST, NO_HEAD -> {}
            }
            throw e;
        } catch (NoAnswerException e) {
            if (e.why() == NoAnswer.NOT_GRANTED) {
                end(Hold.id(camera), who, "withdrawn");
            }
            throw e;
        }
    }

    private synchronized boolean holds(Subject camera, Turner who) {
        Hold hold = current(Hold.id(camera));
        return hold != null && hold.isOf(who);
    }

    private synchronized void begin(Subject camera, Turner who, @Nullable String from) {
        Hold hold = current(Hold.id(camera));
        if (hold != null && hold.isOf(who)) {
            hold.keep(who, clock.millis());
            return;
        }
        if (hold != null) {
            end(hold, "taken-over");
        }
        log.accept(Hold.taken(camera, who, from));
        holds.put(Hold.id(camera), new Hold(camera, who, clock.millis()));
    }

    private synchronized void used(Subject camera, Turner who, Use use) {
        Hold hold = holds.get(Hold.id(camera));
        if (hold != null && hold.isOf(who)) {
            hold.use(who, use, clock.millis());
        }
    }

    private Use use(Subject camera, Command command) {
        return switch (command) {
            case Command.Call(String token) -> new Use.Call(nameOf(camera, token));
            case Command.Save(String name) -> new Use.Change(name);
            case Command.Remove(String token) -> new Use.Change(nameOf(camera, token));
            case Command.Look _, Command.Take _, Command.Move _, Command.Stop _, Command.LetGo _ ->
                    new Use.Turn();
        };
    }

    private synchronized void remember(Subject camera, List<Preset> presets) {
        names.put(
                Hold.id(camera),
                presets.stream()
                        .filter(preset -> !preset.name().isEmpty())
                        .collect(
                                Collectors.toMap(
                                        Preset::token, Preset::name, (one, other) -> one)));
    }

    private synchronized String nameOf(Subject camera, String token) {
        return names.getOrDefault(Hold.id(camera), Map.of()).getOrDefault(token, token);
    }

    /** What is held, in no order. */
    synchronized List<Holding> holdings() {
        return holds.values().stream().map(Hold::holding).toList();
    }

    /** Ends somebody's hold; nothing when it is not his. */
    synchronized void end(String cameraId, Turner who, String why) {
        Hold hold = current(cameraId);
        if (hold != null && hold.isOf(who)) {
            end(hold, why);
        }
    }

    /** Ends what is over. To be called about once a second. */
    public synchronized void look() {
        List.copyOf(holds.keySet()).forEach(this::current);
    }

    /** Ends all, as the program ends. */
    @Override
    public synchronized void close() {
        List.copyOf(holds.values()).forEach(hold -> end(hold, "stopped"));
    }

    private @Nullable Hold current(String cameraId) {
        Hold hold = holds.get(cameraId);
        if (hold != null && clock.millis() >= hold.untilMs()) {
            end(hold, "time");
            return null;
        }
        return hold;
    }

    /** Logged first: what could not be logged is tried again and not forgotten. */
    private void end(Hold hold, String why) {
        log.accept(hold.ended(why));
        holds.remove(Hold.id(hold.camera()), hold);
    }
}
