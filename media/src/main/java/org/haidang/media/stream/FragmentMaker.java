package org.haidang.media.stream;

import java.util.List;
import java.util.function.Consumer;
import org.haidang.media.track.AccessUnit;
import org.haidang.media.track.Track;

/**
 * Units in, fragments out, in the caller's thread: for media that does not come live, such as what
 * a camera kept on its own card. Makes the same fragments as a {@link Stream} would have made then,
 * for its clock is the time of the units: a picture goes out when the next one tells how long it
 * lasts, and with its usual length when that comes more than a second later. Remembers none. Not
 * thread-safe.
 */
public final class FragmentMaker {
    private final Fragmenter fragmenter = new Fragmenter();
    private final Consumer<Fragment> out;

    /**
     * @param out is given each fragment as soon as it is whole, from within the calls below; what
     *     it throws passes through to their caller
     */
    public FragmentMaker(Consumer<Fragment> out) {
        this.out = out;
    }

    /**
     * The tracks from now on; to be told before the first unit, and again before the first of a
     * changed format. The same ones again change nothing.
     *
     * @throws IllegalArgumentException when there are no tracks or more than 8
     */
    public void tracks(List<Track> tracks) {
        fragmenter.tracks(tracks);
        handOver();
    }

    /** The next unit, in decode order per track. What comes before a key picture is left out. */
    public void unit(AccessUnit unit) {
        long nowNs = unit.wallUs() * 1_000;
        // Not yet at exactly a second: slow cameras send one picture in that time.
        fragmenter.tick(nowNs - 1);
        fragmenter.unit(unit, nowNs);
        handOver();
    }

    /**
     * Lets out the last picture and the rest of the audio, with their usual lengths: the media has
     * ended or was cut off. Should more come, it begins with a key picture again.
     */
    public void flush() {
        fragmenter.interrupted();
        handOver();
    }

    private void handOver() {
        fragmenter.take().forEach(out);
    }
}
