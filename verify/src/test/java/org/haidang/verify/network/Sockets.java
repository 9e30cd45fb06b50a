package org.haidang.verify.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The TCP connections of a process of this machine, as the kernel tells them (Linux). */
public final class Sockets {
    private static final String ESTABLISHED = "01";
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Sockets() {}

    /**
     * Connections of a process that are established with a port, whoever began them at our end.
     *
     * @param pid of the process
     * @param port at the other end
     */
    public static int established(long pid, int port) {
        try {
            Set<String> own = inodes(pid);
            int count = 0;
            for (String table : List.of("tcp", "tcp6")) {
                for (String line :
                        Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table))) {
                    String[] words = line.strip().split("\\s+");
                    if (words.length > INODE
                            && words[STATE].equals(ESTABLISHED)
                            && words[REMOTE].endsWith(":%04X".formatted(port))
                            && own.contains(words[INODE])) {
                        count++;
                    }
                }
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> inodes(long pid) throws IOException {
        Set<String> found = new HashSet<>();
        Path open = Path.of("/proc", Long.toString(pid), "fd");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(open)) {
            for (Path file : files) {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        found.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                } catch (IOException closedMeanwhile) {
                    // Nothing to count.
                }
            }
        }
        return found;
    }
}
