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
import java.util.List;
import java.util.Set;
import org.haidang.server.secrets.Token;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The demo's own files in the data folder, readable by their owner only. */
final class DemoFiles {
    private final Path data;
    private final JsonMapper json = JsonMapper.builder().build();

    DemoFiles(Path data) {
        this.data = data;
    }

    /**
     * A login.
     *
     * @param totpSecret of the second factor, Base32, where the role demands one
     */
    record Person(String role, String username, String password, @Nullable String totpSecret) {
        @Override
        public String toString() {
            return "Person[" + username + "]";
        }
    }

    /** What {@code demo.json} holds: where, a watcher's login, and one login for each role. */
    record Login(String url, String username, String password, @Nullable List<Person> logins) {
        @Override
        public String toString() {
            return "Login[" + url + "]";
        }
    }

    Path loginFile() {
        return data.resolve("demo.json");
    }

    /** The logins of this folder; empty when there are none yet. */
    List<Person> knownPeople() {
        try {
            Login login = json.readValue(Files.readString(loginFile()), Login.class);
            return login.logins() == null ? List.of() : login.logins();
        } catch (IOException | JacksonException e) {
            return List.of();
        }
    }

    void writeLogins(String url, List<Person> people) throws IOException {
        Person watcher =
                people.stream()
                        .filter(one -> one.username().equals(DemoPeople.WATCHER))
                        .findFirst()
                        .orElseThrow();
        Login login = new Login(url, watcher.username(), watcher.password(), people);
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
