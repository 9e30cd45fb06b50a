package org.haidang.archive.check;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.haidang.archive.disk.Disk;
import org.haidang.archive.file.SegmentPath;

/**
 * Goes through the files of a disk, folder by folder in order of name, so that memory holds one
 * folder's names at a time. Follows no links.
 */
final class DiskWalk {
    private DiskWalk() {}

    /** Is told of each file. */
    interface Visitor {
        /** A file whose name is one of a segment. */
        void segment(SegmentPath path, Path file) throws IOException;

        /** A file the archive knows nothing of. */
        void unknown(String relative, Path file) throws IOException;

        /** A file or folder that cannot be read. */
        void unreadable(String relative, IOException why);
    }

    static void visit(Disk disk, Visitor visitor) {
        Path root = disk.config().root();
        visit(root, root, visitor);
    }

    /** The same for one folder below the root and all below it. */
    static void visit(Path root, Path start, Visitor visitor) {
        ArrayDeque<Path> folders = new ArrayDeque<>();
        folders.push(start);
        while (!folders.isEmpty()) {
            Path folder = folders.pop();
            List<Path> entries;
            try {
                entries = sorted(folder);
            } catch (IOException e) {
                visitor.unreadable(relative(root, folder), e);
                continue;
            }
            List<Path> below = new ArrayList<>();
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    below.add(entry);
                } else {
                    file(root, entry, visitor);
                }
            }
            below.reversed().forEach(folders::push);
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(entries);
        return entries;
    }

    private static void file(Path root, Path file, Visitor visitor) {
        String relative = relative(root, file);
        try {
            var segment = SegmentPath.parse(relative);
            if (segment.isPresent()) {
                visitor.segment(segment.get(), file);
            } else if (!isOurs(root, relative)) {
                visitor.unknown(relative, file);
            }
        } catch (IOException e) {
            visitor.unreadable(relative, e);
        }
    }

    /** The marker, and index files beside their segments. */
    private static boolean isOurs(Path root, String relative) {
        if (relative.equals(Disk.MARKER)) {
            return true;
        }
        if (!relative.endsWith(".idx")) {
            return false;
        }
        String segment = relative.substring(0, relative.length() - 4) + ".mp4";
        return SegmentPath.parse(segment).isPresent() && Files.exists(root.resolve(segment));
    }

    static String relative(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
