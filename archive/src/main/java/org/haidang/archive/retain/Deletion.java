package org.haidang.archive.retain;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.haidang.archive.catalog.SegmentCatalog;
import org.haidang.archive.catalog.SegmentRow;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.file.SegmentIndexFile;
import org.jspecify.annotations.Nullable;

/** Deletes a segment in the order that a crash cannot spoil: row marked, files, row gone. */
public final class Deletion {
    private Deletion() {}

    /**
     * Takes a segment away for retention; coverage calls its time expired.
     *
     * @throws IOException if the file cannot be deleted; its row stays DELETING
     */
    public static void expire(SegmentCatalog catalog, Disk disk, SegmentRow row)
            throws IOException {
        catalog.markDeleting(row.id());
        catalog.expireBefore(row.key(), row.endWallUs());
        finish(catalog, disk, row);
    }

    /** Ends a deletion whose row is DELETING already; harmless when repeated. */
    public static void finish(SegmentCatalog catalog, Disk disk, SegmentRow row)
            throws IOException {
        Path file = disk.resolve(row.path());
        Files.deleteIfExists(SegmentIndexFile.besides(file));
        Files.deleteIfExists(file);
        catalog.removeSegment(row.id());
        removeEmptyFolders(file.getParent(), disk.config().root());
    }

    private static void removeEmptyFolders(@Nullable Path folder, Path root) {
        Path at = folder;
        try {
            while (at != null && !at.equals(root) && at.startsWith(root)) {
                Files.delete(at);
                at = at.getParent();
            }
        } catch (DirectoryNotEmptyException inUse) {
            // As it should be: other segments lie there.
        } catch (IOException kept) {
            // An empty folder left behind harms nobody.
        }
    }
}
