package org.haidang.server.clip;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.haidang.archive.play.Export;
import org.haidang.server.clip.store.Clip;

/** A clip that lies here, as a file that can be had in parts. */
record KeptClip(Clip clip, FileChannel file) implements Export {
    static KeptClip open(Clip clip, Path file) throws IOException {
        return new KeptClip(clip, FileChannel.open(file, StandardOpenOption.READ));
    }

    @Override
    public String mime() {
        return clip.mime();
    }

    @Override
    public long startUs() {
        return clip.startUs();
    }

    @Override
    public long endUs() {
        return clip.endUs();
    }

    /** Where it has holes only its site knows. */
    @Override
    public List<Piece> pieces() {
        return List.of(new Piece(clip.startUs(), clip.endUs(), 0));
    }

    @Override
    public long byteCount() {
        return clip.bytes();
    }

    @Override
    public String tag() {
        return clip.sha256();
    }

    @Override
    public void writeTo(WritableByteChannel out, long offset, long count) throws IOException {
        long at = offset;
        while (at < offset + count) {
            long sent = file.transferTo(at, offset + count - at, out);
            if (sent <= 0) {
                throw new EOFException("a clip of " + file.size() + " bytes ends at " + at);
            }
            at += sent;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
