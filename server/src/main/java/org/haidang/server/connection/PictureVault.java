package org.haidang.server.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pictures that people judged, as files named by their hash. A picture is kept when it is taken
 * and dropped when the next one is taken before anybody said yes to it, so there are at most two
 * for each camera.
 */
final class PictureVault {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    PictureVault(Path folder) {
        this.folder = folder;
    }

    /** Keeps a picture and gives its hash. */
    String keep(byte[] jpeg) throws IOException {
        String sha256 = Sha256.of(jpeg);
        Path file = file(sha256);
        if (Files.exists(file)) {
            return sha256;
        }
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "new", ".part");
        try {
            Files.write(part, jpeg);
            if (Files.getFileStore(part).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        return sha256;
    }

    /** Empty when it is not there, or no longer what its name says. */
    Optional<byte[]> picture(String sha256) throws IOException {
        if (!NAME.matcher(sha256).matches() || !Files.exists(file(sha256))) {
            return Optional.empty();
        }
        byte[] jpeg = Files.readAllBytes(file(sha256));
        return Sha256.of(jpeg).equals(sha256) ? Optional.of(jpeg) : Optional.empty();
    }

    void drop(String sha256) throws IOException {
        if (NAME.matcher(sha256).matches()) {
            Files.deleteIfExists(file(sha256));
        }
    }

    private Path file(String sha256) {
        return folder.resolve(sha256 + ".jpg");
    }
}
