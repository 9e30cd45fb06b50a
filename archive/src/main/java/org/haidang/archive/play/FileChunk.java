package org.haidang.archive.play;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.haidang.media.mp4.InitSegment;

/** A chunk out of one file, or of a few where a long group of pictures was cut by time. */
final class FileChunk implements Chunk {
    private static final int BUFFER_BYTES = 256 << 10;

    private final List<Run> runs;
    private final List<FileChannel> channels = new ArrayList<>();
    private final OptionalLong nextUs;

    /** Opens all files at once, so that none can vanish while the chunk is read. */
    FileChunk(List<Run> runs, OptionalLong nextUs) throws IOException {
        this.runs = List.copyOf(runs);
        this.nextUs = nextUs;
        try {
            for (Run run : runs) {
                channels.add(FileChannel.open(run.segment().file(), StandardOpenOption.READ));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private InitSegment init() {
        return runs.getFirst().loaded().init();
    }

    @Override
    public String mime() {
        return init().mime();
    }

    @Override
    public long startUs() {
        return runs.getFirst().wallStartUs();
    }

    @Override
    public long endUs() {
        return runs.getLast().wallEndUs();
    }

    @Override
    public long mediaStartUs() {
        return runs.getFirst().mediaStartUs();
    }

    @Override
    public OptionalLong nextUs() {
        return nextUs;
    }

    @Override
    public long byteCount() {
        return init().bytes().length + runs.stream().mapToLong(Run::bytes).sum();
    }

    @Override
    public void writeTo(WritableByteChannel out) throws IOException {
        writeAll(out, ByteBuffer.wrap(init().bytes()));
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        for (int i = 0; i < runs.size(); i++) {
            copy(channels.get(i), runs.get(i).offset(), runs.get(i).bytes(), buffer, out);
        }
    }

    static void copy(
            FileChannel from, long offset, long count, ByteBuffer buffer, WritableByteChannel out)
            throws IOException {
        long end = offset + count;
        for (long at = offset; at < end; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
            readFully(from, buffer, at);
            at += buffer.position();
            writeAll(out, buffer.flip());
        }
    }

    static void readFully(FileChannel from, ByteBuffer buffer, long offset) throws IOException {
        long at = offset;
        while (buffer.hasRemaining()) {
            int n = from.read(buffer, at);
            if (n < 0) {
                throw new IOException("segment file ends before byte " + (at + buffer.remaining()));
            }
            at += n;
        }
    }

    static void writeAll(WritableByteChannel out, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : channels) {
            channel.close();
        }
    }
}
