package org.haidang.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.haidang.media.source.SourceState;
import org.haidang.media.stream.Stream;
import org.haidang.media.stream.StreamLimits;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.AudioFormat;
import org.haidang.media.track.Codec;
import org.haidang.media.track.Track;

/**
 * A camera as its source would tell of it: pictures of 25 per second and, if wanted, G.711. Its
 * time is whatever the test makes of it. Everything goes through the real hub.
 */
public final class FakeCamera {
    public static final long START_US = 1_790_000_000_000_000L;
    static final long PICTURE_US = 40_000;
    private static final int STEP_TICKS = 3_600;
    private static final Track G711 =
            new Track(2, new AudioFormat(Codec.PCMA, 8_000, 1, new byte[0], "alaw"), 8_000);

    private final Stream stream;
    private final boolean audio;
    private TinyPictures pictures = new TinyPictures(1);
    private int groupPictures = 25;
    private int keyBytes = 2_000;
    private int pictureBytes = 400;
    private long wallUs;
    private long mediaTicks;
    private int inGroup;
    private boolean discontinuity;
    private final List<byte[]> sent = new ArrayList<>();
    private boolean remember;

    public FakeCamera(String name, long startUs, boolean audio) {
        this(name, startUs, audio, StreamLimits.DEFAULT, System::nanoTime);
    }

    FakeCamera(
            String name, long startUs, boolean audio, StreamLimits limits, LongSupplier nanoTime) {
        this.stream = new Stream(name, limits, nanoTime);
        this.audio = audio;
        this.wallUs = startUs;
        tracks();
        stream.onState(new SourceState.Live(startUs));
    }

    private void tracks() {
        stream.onTracks(audio ? List.of(pictures.track(), G711) : List.of(pictures.track()));
    }

    FakeCamera group(int picturesPerGroup) {
        groupPictures = picturesPerGroup;
        return this;
    }

    public FakeCamera sizes(int key, int other) {
        keyBytes = key;
        pictureBytes = other;
        return this;
    }

    FakeCamera remembering() {
        remember = true;
        return this;
    }

    public Stream stream() {
        return stream;
    }

    /** Wall time at which the next picture is taken. */
    public long nowUs() {
        return wallUs;
    }

    /** Access units sent so far, of the video. */
    List<byte[]> sent() {
        return sent;
    }

    /** Sends so many seconds of media. */
    public void play(double seconds) {
        int count = (int) Math.round(seconds * 1_000_000 / PICTURE_US);
        for (int i = 0; i < count; i++) {
            picture();
        }
        stream.onBatchEnd();
    }

    private void picture() {
        boolean key = inGroup == 0;
        inGroup = (inGroup + 1) % groupPictures;
        byte[] data = pictures.next(key, key ? keyBytes : pictureBytes);
        if (remember) {
            sent.add(data);
        }
        stream.onAccessUnit(
                new AccessUnit(1, mediaTicks, mediaTicks, wallUs, key, discontinuity, false, data));
        if (audio) {
            byte[] sound = new byte[320];
            Arrays.fill(sound, (byte) 0xD5);
            long ticks = mediaTicks * 8_000 / 90_000;
            stream.onAccessUnit(
                    new AccessUnit(2, ticks, ticks, wallUs, true, discontinuity, false, sound));
        }
        discontinuity = false;
        mediaTicks += STEP_TICKS;
        wallUs += PICTURE_US;
    }

    /** Time goes by without media. */
    void pause(double seconds) {
        wallUs += (long) (seconds * 1_000_000);
        mediaTicks += (long) (seconds * 90_000);
    }

    /** Sets the server's clock; media time is not touched. */
    void setClock(long us) {
        wallUs = us;
    }

    void state(SourceState state) {
        stream.onState(state);
    }

    /** Comes back after a cut, with a key picture. */
    void reconnect() {
        discontinuity = true;
        inGroup = 0;
        tracks();
        stream.onState(new SourceState.Live(wallUs));
    }

    /** Another resolution from now on. */
    void widen(int macroblocks) {
        pictures = new TinyPictures(macroblocks);
        discontinuity = true;
        inGroup = 0;
        tracks();
    }
}
