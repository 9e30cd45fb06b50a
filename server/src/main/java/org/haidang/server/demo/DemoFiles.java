package org.haidang.server.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haidang.server.secrets.Token;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The demo's own files in the data folder, readable by their owner only. */
final class DemoFiles {
    private final Path data;
    private final JsonMapper json = JsonMapper.builder().build();

    DemoFiles(Path data) {
        this.data = data;
    }

    record Login(String url, String username, String password) {
        @Override
        public String toString() {
            return "Login[" + url + "]";
        }
    }

    private Path loginFile() {
        return data.resolve("demo.json");
    }

    Optional<String> knownPassword(String username) {
        try {
            Login login = json.readValue(Files.readString(loginFile()), Login.class);
            return login.username().equals(username)
                    ? Optional.of(login.password())
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    void writeLogin(String url, String username, String password) throws IOException {
        Map<String, String> login = new LinkedHashMap<>();
        login.put("url", url);
        login.put("username", username);
        login.put("password", password);
        write(loginFile(), json.writeValueAsString(login) + "\n");
    }

    /** The password of all invented cameras, made once per folder. */
    Path cameraPassword(SecureRandom random) throws IOException {
        Path file = data.resolve("camera-password");
        if (Files.notExists(file)) {
            write(file, Token.random(random).substring(0, 16) + "\n");
        }
        return file;
    }

    String firstLine(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("");
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (var channel =
                Files.newByteChannel(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
