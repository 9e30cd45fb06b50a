package org.haidang.archive.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.media.mp4.InitSegment;
import org.haidang.media.stream.Fragment;

/**
 * The segment file that a recorder appends to. One thread appends; another may {@link #sync} at the
 * same time; readers use {@link #index}, which never names bytes that are not in the file. A write
 * that failed may be repeated: it starts again at the same place.
 */
public final class OpenSegment {
    private static final int MAX_NAME_TRIES = 1000;

    private final StreamKey key;
    private final String disk;
    private final String relative;
    private final Path file;
    private final InitSegment init;
    private final Timeline timeline;
    private final FileChannel channel;
    private final SegmentIndex index = new SegmentIndex();
    private final long startWallUs;
    private final boolean randomAccess;
    private volatile long writtenBytes;
    private volatile long durableWallUs;

    private OpenSegment(Place place, Start start, FileChannel channel) {
        this.key = start.key();
        this.disk = place.disk();
        this.relative = place.relative();
        this.file = place.file();
        this.init = start.init();
        this.timeline = new Timeline(start.init());
        this.channel = channel;
        this.startWallUs = start.wallUs();
        this.randomAccess = start.randomAccess();
        this.durableWallUs = start.wallUs();
    }

    private record Place(String disk, Path file, String relative) {}

    /**
     * What a new file starts with.
     *
     * @param wallUs of the first picture
     * @param randomAccess the first fragment is a key picture
     */
    public record Start(
            StreamKey key, InitSegment init, long wallUs, boolean randomAccess, String software) {}

    /**
     * Creates the file with its init segment and header.
     *
     * @param disk name of the disk
     * @param root its folder
     */
    public static OpenSegment create(String disk, Path root, Start start) throws IOException {
        for (int i = 0; i < MAX_NAME_TRIES; i++) {
            // The same start twice happens when the clock was set back; the header keeps the truth.
            String relative = SegmentPath.of(start.key(), start.wallUs() + i).relative();
            Path file = root.resolve(relative);
            Files.createDirectories(file.getParent());
            FileChannel channel;
            try {
                channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException taken) {
                continue;
            }
            return begin(new OpenSegment(new Place(disk, file, relative), start, channel), start);
        }
        throw new IOException("no free name near " + start.wallUs() + " for " + start.key());
    }

    private static OpenSegment begin(OpenSegment segment, Start start) throws IOException {
        byte[] init = start.init().bytes();
        byte[] header = new SegmentHeader(start.key(), start.wallUs(), start.software()).toBox();
        ByteBuffer head = ByteBuffer.allocate(init.length + header.length);
        head.put(init).put(header).flip();
        try {
            segment.writeFully(head, 0);
        } catch (IOException e) {
            segment.channel.close();
            Files.deleteIfExists(segment.file);
            throw e;
        }
        segment.writtenBytes = head.limit();
        return segment;
    }

    /**
     * Appends whole fragments; all of them are in the index afterwards, or none if it throws.
     *
     * @param scratch a direct buffer of the calling thread
     */
    public void append(List<Fragment> fragments, ByteBuffer scratch) throws IOException {
        long at = writtenBytes;
        scratch.clear();
        for (Fragment fragment : fragments) {
            byte[] bytes = fragment.bytes();
            int from = 0;
            while (from < bytes.length) {
                int n = Math.min(scratch.remaining(), bytes.length - from);
                scratch.put(bytes, from, n);
                from += n;
                if (!scratch.hasRemaining()) {
                    at += writeFully(scratch.flip(), at);
                    scratch.clear();
                }
            }
        }
        writeFully(scratch.flip(), at);
        long end = writtenBytes;
        for (Fragment fragment : fragments) {
            long durationUs = timeline.toUs(fragment.trackId(), fragment.durationTicks());
            index.append(timeline.entry(fragment, end), durationUs);
            end += fragment.size();
        }
        writtenBytes = end;
    }

    private int writeFully(ByteBuffer bytes, long at) throws IOException {
        int start = bytes.position();
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + bytes.position() - start);
        }
        return bytes.position() - start;
    }

    /** Bytes of whole fragments and the header. */
    public long writtenBytes() {
        return writtenBytes;
    }

    /** Whether so much more fits under the limits of a file and its index. */
    public boolean hasRoomFor(int fragments, long bytes) {
        return index.count() + fragments <= SegmentIndex.MAX_RECORDS
                && writtenBytes + bytes <= SegmentIndex.MAX_FILE_BYTES;
    }

    /** Forces what has been written to the disk. */
    public void sync() throws IOException {
        long until = Math.max(startWallUs, index.endWallUs());
        channel.force(false);
        durableWallUs = until;
    }

    /**
     * Cuts what a failed write may have left, writes the index beside, forces and closes.
     *
     * @return length of the file
     */
    public long finish() throws IOException {
        try (channel) {
            if (channel.size() > writtenBytes) {
                channel.truncate(writtenBytes);
            }
            sync();
            SegmentIndexFile.write(
                    SegmentIndexFile.besides(file), index, init.bytes().length, writtenBytes);
        }
        return writtenBytes;
    }

    /** Gives the file up as it is, for start-up to heal: its disk does not work any more. */
    public void abandon() {
        try {
            channel.close();
        } catch (IOException alreadyLost) {
            // The disk has failed and said so before.
        }
    }

    public StreamKey key() {
        return key;
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
        return init;
    }

    public Timeline timeline() {
        return timeline;
    }

    public SegmentIndex index() {
        return index;
    }

    public long startWallUs() {
        return startWallUs;
    }

    /** End of the last written picture; the start while there is none. */
    public long endWallUs() {
        return Math.max(startWallUs, index.endWallUs());
    }

    /** End of the last picture that is forced to disk. */
    public long durableWallUs() {
        return durableWallUs;
    }

    public boolean randomAccess() {
        return randomAccess;
    }
}
