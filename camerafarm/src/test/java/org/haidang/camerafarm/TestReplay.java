package org.haidang.camerafarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.haidang.media.rtsp.RtspResponse;
import org.jspecify.annotations.Nullable;

/** Replays one recording and takes it apart by hand, so that nothing of the farm judges itself. */
final class TestReplay implements AutoCloseable {

    static final Instant NO_TIME = Instant.EPOCH;

    static final int CLEAN = 0x80;
    static final int END = 0x40;
    static final int DISCONTINUITY = 0x20;
    static final int TERMINAL = 0x10;

    private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final TestViewer viewer;
    private final String uri;
    private final Set<Integer> tracks = new HashSet<>();
    private final Set<Integer> over = new HashSet<>();
    private final List<byte[]> nals = new ArrayList<>();
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
    private byte[] extension = {};
    private int nextSequence = -1;

    /**
     * One picture or sound.
     *
     * @param track 0 for video, 1 for sound
     * @param time of the header extension, {@link #NO_TIME} when there is none
     * @param nals SHA-256 of each NAL unit, or of the sound
     */
    record Unit(int track, int timestamp, Instant time, int flags, int cseq, List<String> nals) {

        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    TestReplay(TestViewer viewer, String uri) {
        this.viewer = viewer;
        this.uri = uri;
    }

    TestViewer viewer() {
        return viewer;
    }

    RtspResponse setUp(int track, String... more) throws IOException {
        tracks.add(track);
        List<String> headers =
                new ArrayList<>(
                        List.of(
                                "Transport",
                                "RTP/AVP/TCP;unicast;interleaved="
                                        + track * 2
                                        + "-"
                                        + (track * 2 + 1)));
        headers.addAll(more.length == 0 ? List.of("Require", "onvif-replay") : List.of(more));
        return viewer.ask("SETUP", uri + "/trackID=" + track, headers.toArray(String[]::new));
    }

    /** As fast as it can be read, unless {@code more} says otherwise. */
    RtspResponse play(String range, String... more) throws IOException {
        over.clear();
        List<String> headers = new ArrayList<>(List.of("Range", range, "Require", "onvif-replay"));
        headers.addAll(more.length == 0 ? List.of("Rate-Control", "no") : List.of(more));
        return viewer.ask("PLAY", uri, headers.toArray(String[]::new));
    }

    static String range(Instant from, Instant to) {
        return "clock=" + CLOCK.format(from) + "-" + CLOCK.format(to);
    }

    /** All from a time on. */
    static String from(Instant time) {
        return "clock=" + CLOCK.format(time) + "-";
    }

    /** All that comes until nothing comes for a while. */
    List<Unit> untilSilentForMs(int ms) throws IOException {
        List<Unit> units = new ArrayList<>();
        do {
            while (viewer.hasFrame()) {
                Unit unit = next();
                if (unit != null) {
                    units.add(unit);
                }
            }
        } while (!viewer.silentForMs(ms));
        return units;
    }

    /** All that comes until each track has said goodbye. */
    List<Unit> untilBye() throws IOException {
        List<Unit> units = new ArrayList<>();
        while (!over.equals(tracks)) {
            Unit unit = next();
            if (unit != null) {
                units.add(unit);
            }
        }
        return units;
    }

    /** The next unit; null when something else came. */
    @Nullable Unit next() throws IOException {
        TestViewer.Frame frame = viewer.frame();
        if (frame.channel() % 2 == 1) {
            byte[] rtcp = frame.bytes();
            if (rtcp.length >= 16 && (rtcp[9] & 0xff) == 203) {
                over.add(frame.channel() / 2);
            }
            return null;
        }
        return frame.channel() == 0 ? video(frame) : sound(frame);
    }

    private static Unit unit(TestViewer.Frame frame, List<byte[]> parts) {
        boolean extended = (frame.bytes()[0] & 0x10) != 0;
        boolean known = extended && frame.word(12) == 0xABAC0003;
        return new Unit(
                frame.channel() / 2,
                frame.timestamp(),
                known ? time(frame.word(16), frame.word(20)) : NO_TIME,
                known ? frame.bytes()[24] & 0xff : 0,
                known ? frame.bytes()[25] & 0xff : 0,
                parts.stream().map(TestReplay::sha256).toList());
    }

    static Instant time(int seconds, int fraction) {
        long nanos = Integer.toUnsignedLong(fraction) * 1_000_000_000L >>> 32;
        return Instant.ofEpochSecond(Integer.toUnsignedLong(seconds) - NTP_EPOCH_SECONDS, nanos);
    }

    private static byte[] payload(TestViewer.Frame frame) {
        byte[] bytes = frame.bytes();
        int from = (bytes[0] & 0x10) == 0 ? 12 : 16 + 4 * (bytes[15] & 0xff);
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private Unit sound(TestViewer.Frame frame) {
        byte[] payload = payload(frame);
        boolean aac = (frame.bytes()[1] & 0x7f) == 97;
        return unit(frame, List.of(aac ? Arrays.copyOfRange(payload, 4, payload.length) : payload));
    }

    /** H.264 only: single NAL units and FU-A (RFC 6184). */
    private @Nullable Unit video(TestViewer.Frame frame) throws IOException {
        if (nextSequence >= 0 && nextSequence != frame.sequence()) {
            throw new IOException("packet " + nextSequence + " lacks, got " + frame.sequence());
        }
        nextSequence = frame.sequence() + 1 & 0xffff;
        byte[] told = Arrays.copyOfRange(frame.bytes(), 12, 28);
        if ((frame.bytes()[0] & 0x10) != 0 && extension.length > 0) {
            assertThat(told).as("the same in each packet of a picture").isEqualTo(extension);
        }
        extension = frame.marker() ? new byte[0] : told;
        byte[] payload = payload(frame);
        if ((payload[0] & 0x1f) != 28) {
            nals.add(payload);
        } else {
            if ((payload[1] & 0x80) != 0) {
                fragments.reset();
                fragments.write(payload[0] & 0xe0 | payload[1] & 0x1f);
            }
            fragments.write(payload, 2, payload.length - 2);
            if ((payload[1] & 0x40) != 0) {
                nals.add(fragments.toByteArray());
            }
        }
        if (!frame.marker()) {
            return null;
        }
        Unit unit = unit(frame, List.copyOf(nals));
        nals.clear();
        return unit;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        viewer.close();
    }
}
