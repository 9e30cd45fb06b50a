package org.haidang.server.recording;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.haidang.archive.Archive;
import org.haidang.archive.catalog.StreamKey;
import org.haidang.archive.coverage.CoverageHour;
import org.haidang.archive.play.Chunk;
import org.haidang.archive.play.Export;
import org.haidang.archive.play.KeyPicture;

/** In the archive of this server. */
record ArchivedStream(Archive archive, StreamKey key) implements StreamRecordings {
    @Override
    public Recorded recorded(long fromUs, long toUs) {
        return new Recorded(
                archive.spans(key, fromUs, toUs),
                archive.gaps(key, fromUs, toUs),
                archive.fetched(key, fromUs, toUs));
    }

    @Override
    public List<CoverageHour> coverage(long fromUs, long toUs) {
        return archive.coverage(key, fromUs, toUs);
    }

    @Override
    public Optional<Chunk> openAt(long atUs, int seconds) throws IOException {
        return archive.openAt(key, atUs, seconds);
    }

    @Override
    public Optional<Export> export(long fromUs, long toUs) throws IOException {
        List<Export> all = archive.export(key, fromUs, toUs);
        all.stream().skip(1).forEach(Export::close);
        return all.stream().findFirst();
    }

    @Override
    public Optional<KeyPicture> keyPicture(long atUs) throws IOException {
        return archive.keyPicture(key, atUs);
    }
}
