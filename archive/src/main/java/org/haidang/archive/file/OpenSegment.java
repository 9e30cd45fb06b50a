package org.haidang.archive.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haidang.archive.catalog.NewSegment;
import org.haidang.archive.catalog.Origin;
import org.haidang.archive.catalog.SegmentState;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.stream.Fragment;
import org.jspecify.annotations.Nullable;

/**
 * The segment file that a recorder or a filling appends to. One thread appends; another may {@link
 * #sync} at the same time; readers use {@link #index}, which never names bytes that are not in the
 * file. A write that failed may be repeated: it starts again at the same place.
 */
public final class OpenSegment {
    private static final int MAX_NAME_TRIES = 1000;

    private final String disk;
    private final String relative;
    private final Path file;
    private final Start start;
    private final Timeline timeline;
    private final SegmentOutput output;
    private final SegmentIndex index = new SegmentIndex();
    private final boolean onDisksFileSystem;
    private volatile long durableWallUs;

    private OpenSegment(Place place, Start start, SegmentOutput output) {
        this.disk = place.disk();
        this.relative = place.relative();
        this.file = place.file();
        this.start = start;
        this.timeline = new Timeline(start.init());
        this.output = output;
        this.durableWallUs = start.wallUs();
        this.onDisksFileSystem = place.onDisksFileSystem();
    }

    /**
     * Where a new file goes.
     *
     * @param disk name of the disk
     * @param root its folder
     * @param blockBytes writes begin and end on it; 1 if through the page cache
     * @param device the file system that the folder is on; null where the system does not say
     */
    public record Home(String disk, Path root, int blockBytes, @Nullable Object device) {
        /** Tries how files of a disk can be written. */
        public static Home of(String disk, Path root, boolean pastPageCache) {
            return new Home(
                    disk,
                    root,
                    pastPageCache ? SegmentOutput.blockBytes(root) : SegmentOutput.THROUGH_CACHE,
                    device(root));
        }

        private static @Nullable Object device(Path file) {
            try {
                return Files.getAttribute(file, "unix:dev");
            } catch (IOException | UnsupportedOperationException e) {
                return null;
            }
        }

        private boolean onSameFileSystem(Path file) {
            return device != null && device.equals(device(file));
        }
    }

    private record Place(String disk, Path file, String relative, boolean onDisksFileSystem) {}

    /**
     * What a new file starts with.
     *
     * @param wallUs of the first picture
     * @param randomAccess the first fragment is a key picture
     * @param origin where the media comes from
     */
    public record Start(
            StreamKey key,
            InitSegment init,
            long wallUs,
            boolean randomAccess,
            String software,
            Origin origin) {

        /** The row of a file that starts so, while it is written. */
        public NewSegment row(String disk, String relative) {
            return new NewSegment(
                    key,
                    disk,
                    relative,
                    wallUs,
                    wallUs,
                    0,
                    LoadedSegment.codecsOf(init),
                    SegmentState.WRITING,
                    randomAccess,
                    origin);
        }
    }

    /**
     * Hears of each name before there is a file of that name, so that whoever looks through the
     * folder meanwhile does not take it for a file that nobody writes.
     */
    public interface Names {
        /**
         * @return false if the name may not be taken, whether or not there is such a file; it is
         *     not claimed then
         */
        boolean claim(String relative) throws IOException;

        /** There is no file of ours by that name after all. */
        void release(String relative);
    }

    /**
     * Creates the file with its init segment and header. Its name stays claimed.
     *
     * @param scratch as in {@link #append}
     */
    public static OpenSegment create(Home home, Start start, ByteBuffer scratch, Names names)
            throws IOException {
        for (int i = 0; i < MAX_NAME_TRIES; i++) {
            // The same start twice happens when the clock was set back; the header keeps the truth.
            String relative = SegmentPath.of(start.key(), start.wallUs() + i).relative();
            Path file = home.root().resolve(relative);
            if (!names.claim(relative)) {
                continue;
            }
            boolean made = false;
            try {
                Files.createDirectories(file.getParent());
                SegmentOutput output = SegmentOutput.create(file, home.blockBytes());
                Place place = new Place(home.disk(), file, relative, home.onSameFileSystem(file));
                OpenSegment segment = begin(new OpenSegment(place, start, output), start, scratch);
                made = true;
                return segment;
            } catch (FileAlreadyExistsException taken) {
                continue;
            } finally {
                if (!made) {
                    names.release(relative);
                }
            }
        }
        throw new IOException("no free name near " + start.wallUs() + " for " + start.key());
    }

    private static OpenSegment begin(OpenSegment segment, Start start, ByteBuffer scratch)
            throws IOException {
        byte[] header =
                new SegmentHeader(start.key(), start.wallUs(), start.software(), start.origin())
                        .toBox();
        try {
            segment.output.append(List.of(start.init().bytes(), header), scratch);
        } catch (IOException e) {
            segment.output.close();
            Files.deleteIfExists(segment.file);
            throw e;
        }
        return segment;
    }

    /**
     * Appends whole fragments; all of them are in the index afterwards, or none if it throws.
     *
     * @param scratch a direct buffer of the calling thread
     */
    public void append(List<Fragment> fragments, ByteBuffer scratch) throws IOException {
        long at = output.bytes();
        output.append(fragments.stream().map(Fragment::bytes).toList(), scratch);
        for (Fragment fragment : fragments) {
            long durationUs = timeline.toUs(fragment.trackId(), fragment.durationTicks());
            index.append(timeline.entry(fragment, at), durationUs);
            at += fragment.size();
        }
    }

    /** Bytes of whole fragments and the header. */
    public long writtenBytes() {
        return output.bytes();
    }

    /** Whether so much more fits under the limits of a file and its index. */
    public boolean hasRoomFor(int fragments, long bytes) {
        return index.count() + fragments <= SegmentIndex.MAX_RECORDS
                && output.bytes() + bytes <= SegmentIndex.MAX_FILE_BYTES;
    }

    /** Forces what has been written to the disk. */
    public void sync() throws IOException {
        long until = endWallUs();
        output.force();
        durableWallUs = until;
    }

    /**
     * Whether it lies on the same file system as its disk's folder, so that forcing that one forces
     * it.
     */
    public boolean onDisksFileSystem() {
        return onDisksFileSystem;
    }

    /**
     * The whole disk was forced.
     *
     * @param untilWallUs what {@link #endWallUs} said before
     */
    public void forced(long untilWallUs) {
        durableWallUs = Math.max(durableWallUs, untilWallUs);
    }

    /**
     * Cuts what a failed write may have left, writes the index beside, forces and closes.
     *
     * @return length of the file
     */
    public long finish() throws IOException {
        long until = endWallUs();
        output.finish();
        durableWallUs = until;
        SegmentIndexFile.write(
                SegmentIndexFile.besides(file), index, start.init().bytes().length, output.bytes());
        return output.bytes();
    }

    /** Gives the file up as it is, for start-up to heal: its disk does not work any more. */
    public void abandon() {
        try {
            output.close();
        } catch (IOException alreadyLost) {
            // The disk has failed and said so before.
        }
    }

    public StreamKey key() {
        return start.key();
    }

    public String disk() {
        return disk;
    }

    /** Path below the disk's root. */
    public String relative() {
        return relative;
    }

    public Path file() {
        return file;
    }

    public InitSegment init() {
        return start.init();
    }

    public Timeline timeline() {
        return timeline;
    }

    public SegmentIndex index() {
        return index;
    }

    public long startWallUs() {
        return start.wallUs();
    }

    /** End of the last written picture; the start while there is none. */
    public long endWallUs() {
        return Math.max(start.wallUs(), index.endWallUs());
    }

    /** End of the last picture that is forced to disk. */
    public long durableWallUs() {
        return durableWallUs;
    }

    public boolean randomAccess() {
        return start.randomAccess();
    }

    public Origin origin() {
        return start.origin();
    }

    /** Its row while it is written. */
    public NewSegment row() {
        return start.row(disk, relative);
    }
}
