package org.haidang.server.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.haidang.server.audit.AuditVerifier;
import org.haidang.server.audit.Verification;
import org.haidang.server.secrets.MacKey;
import org.haidang.server.secrets.SealException;
import org.haidang.server.secrets.Sealer;
import org.haidang.server.settings.Settings;
import org.haidang.server.store.Database;
import org.haidang.server.store.Databases;
import org.haidang.server.tier.Tiers;
import org.jspecify.annotations.Nullable;

/** Looks at everything the server needs. Changes nothing but a test file that it removes. */
public final class Doctor {
    private static final double GIB = 1L << 30;
    private static final int PROBE_MIB = 128;

    /**
     * Ten cameras of 4 Mbit/s write 5 MB/s; half of a disk's speed is for reading and for others.
     */
    private static final double SLOW_MB_PER_SECOND = 20;

    /** This program cannot have been built later than it runs. */
    private static final Instant BUILT_AFTER = Instant.parse("2026-01-01T00:00:00Z");

    private final Settings settings;
    private final Consumer<Finding> out;

    public Doctor(Settings settings, Consumer<Finding> out) {
        this.settings = settings;
        this.out = out;
    }

    public void examine() {
        java();
        cores();
        clock();
        dataFolder();
        settings.archive().disks().forEach(this::disk);
        port();
        certificate();
        database();
        auditAnchor();
        LinkCheck.examine(
                Tiers.membershipFolder(settings), Tiers.route(settings), Clock.systemUTC(), out);
        decoder();
    }

    private void java() {
        int feature = Runtime.version().feature();
        String found = "Java " + Runtime.version();
        out.accept(
                feature >= 25
                        ? Finding.ok("Java", found)
                        : Finding.fail("Java", found, "Install a JDK 25 or newer."));
    }

    private void cores() {
        int cores = Runtime.getRuntime().availableProcessors();
        long heapMib = Runtime.getRuntime().maxMemory() >> 20;
        String found = cores + " cores, heap up to " + heapMib + " MiB";
        out.accept(
                cores >= 2 && heapMib >= 512
                        ? Finding.ok("Machine", found)
                        : Finding.warn(
                                "Machine",
                                found,
                                "Two cores and 1 GiB for the program are the least for some cameras."));
    }

    private void clock() {
        Instant now = Instant.now();
        if (now.isBefore(BUILT_AFTER)) {
            out.accept(
                    Finding.fail(
                            "Clock",
                            now.toString(),
                            "The clock is wrong; recordings would carry wrong times. Set it and switch on"
                                    + " NTP (timedatectl set-ntp true)."));
            return;
        }
        Boolean synced = timeSynchronised();
        if (Boolean.FALSE.equals(synced)) {
            out.accept(
                    Finding.warn(
                            "Clock",
                            now + ", not synchronised",
                            "Switch on NTP (timedatectl set-ntp true): times of recordings are evidence."));
        } else {
            out.accept(
                    Finding.ok(
                            "Clock", now + (synced == null ? "" : ", synchronised by the system")));
        }
    }

    /** What systemd says; null where it is not asked. */
    private static @Nullable Boolean timeSynchronised() {
        if (Files.notExists(Path.of("/run/systemd/timesync"))) {
            return null;
        }
        return Files.exists(Path.of("/run/systemd/timesync/synchronized"));
    }

    private void dataFolder() {
        Path data = settings.data();
        if (Files.notExists(data)) {
            out.accept(Finding.ok("Data folder", data + " is not there yet; it will be made"));
            return;
        }
        if (!Files.isWritable(data)) {
            out.accept(
                    Finding.fail(
                            "Data folder",
                            data + " cannot be written",
                            "Give it to the user the server runs as (chown)."));
            return;
        }
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(data);
            boolean open =
                    mode.contains(PosixFilePermission.OTHERS_READ)
                            || mode.contains(PosixFilePermission.OTHERS_EXECUTE);
            Path key = data.resolve("secret.key");
            boolean keyOpen =
                    Files.exists(key)
                            && Files.getPosixFilePermissions(key).stream()
                                    .anyMatch(p -> !p.name().startsWith("OWNER"));
            out.accept(
                    keyOpen
                            ? Finding.fail(
                                    "Data folder",
                                    key + " can be read by others",
                                    "chmod 600 " + key)
                            : open
                                    ? Finding.warn(
                                            "Data folder",
                                            data + " can be read by others",
                                            "chmod 700 " + data)
                                    : Finding.ok("Data folder", data.toString()));
        } catch (IOException | UnsupportedOperationException e) {
            out.accept(
                    Finding.warn("Data folder", data + ": " + e, "Check its permissions by hand."));
        }
    }

    private void disk(String name, Path folder) {
        String check = "Disk " + name;
        Path existing = folder;
        while (existing != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isWritable(existing)) {
            out.accept(
                    Finding.fail(
                            check,
                            folder + " cannot be written",
                            "Make the folder and give it to the user the server runs as."));
            return;
        }
        try {
            FileStore store = Files.getFileStore(existing);
            double freeGib = store.getUsableSpace() / GIB;
            double totalGib = store.getTotalSpace() / GIB;
            double keepGib =
                    Math.max(
                            settings.archive().minFreeGib(),
                            totalGib * settings.archive().minFreePercent() / 100);
            String found =
                    String.format(
                            Locale.ROOT, "%s: %.1f of %.1f GiB free", folder, freeGib, totalGib);
            if (freeGib < keepGib) {
                out.accept(
                        Finding.fail(
                                check,
                                found,
                                "Less is free than archive.minFreeGiB and minFreePercent keep: nothing"
                                        + " could be recorded. Make room or take another folder."));
                return;
            }
            double speed = writeSpeed(existing, freeGib);
            String withSpeed = found + String.format(Locale.ROOT, ", writes %.0f MB/s", speed);
            out.accept(
                    speed < SLOW_MB_PER_SECOND
                            ? Finding.warn(
                                    check,
                                    withSpeed,
                                    "That is slow: about "
                                            + (int) speed
                                            + " cameras of 4 Mbit/s. Take a disk of its own for recordings.")
                            : Finding.ok(check, withSpeed));
        } catch (IOException e) {
            out.accept(Finding.fail(check, folder + ": " + e, "Check the disk."));
        }
    }

    /** Megabytes per second that reach the disk, fsync included. */
    private static double writeSpeed(Path folder, double freeGib) throws IOException {
        int mib = freeGib < 1 ? 16 : PROBE_MIB;
        Path file = Files.createTempFile(folder, ".haidang-doctor", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(1 << 20);
            long start = System.nanoTime();
            for (int i = 0; i < mib; i++) {
                block.clear();
                channel.write(block);
            }
            channel.force(true);
            return mib * 1.048576 / ((System.nanoTime() - start) / 1e9);
        } finally {
            Files.delete(file);
        }
    }

    private void port() {
        String bind = settings.http().bind();
        int port = settings.http().port();
        String found = bind + " port " + port;
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(bind, port));
            out.accept(Finding.ok("Port", found + " is free"));
        } catch (IOException e) {
            if (answers(port)) {
                out.accept(
                        Finding.warn(
                                "Port",
                                found + " is in use",
                                "If that is Hải Đăng itself, all is well; else choose another http.port."));
            } else {
                out.accept(
                        Finding.fail(
                                "Port",
                                found + ": " + e.getMessage(),
                                "Ports below 1024 need a permission; check http.bind and http.port."));
            }
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void certificate() {
        Path file =
                switch (settings.tls().mode()) {
                    case OFF -> null;
                    case SELF_SIGNED -> settings.data().resolve("tls-certificate.pem");
                    case FILES -> settings.tls().certificate();
                };
        if (file == null) {
            out.accept(Finding.ok("Certificate", "TLS is off"));
            return;
        }
        boolean own = settings.tls().mode() == Settings.TlsMode.SELF_SIGNED;
        if (own && Files.notExists(file)) {
            out.accept(Finding.ok("Certificate", "will be made at the first start"));
            return;
        }
        try (var in = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
            long days =
                    Duration.between(Instant.now(), certificate.getNotAfter().toInstant()).toDays();
            String found = file + ", good for " + days + " days";
            out.accept(
                    days < 0
                            ? Finding.fail("Certificate", file + " is too old", "Renew it.")
                            : days < 20 && !own
                                    ? Finding.warn("Certificate", found, "Renew it soon.")
                                    : Finding.ok("Certificate", found));
        } catch (IOException | CertificateException e) {
            out.accept(
                    Finding.fail(
                            "Certificate",
                            file + " cannot be read: " + e.getMessage(),
                            "It must be a PEM file that the server's user may read."));
        }
    }

    private void database() {
        String url = settings.database().url();
        if (url == null) {
            Path file = settings.data().resolve("haidang.db");
            out.accept(
                    Finding.ok(
                            "Database",
                            Files.exists(file)
                                    ? "SQLite " + file
                                    : "SQLite, will be made at the first start"));
            return;
        }
        String username = settings.database().username();
        try (Database database =
                Databases.postgres(
                        url,
                        username == null ? "haidang" : username,
                        settings.database().password())) {
            database.ping();
            out.accept(Finding.ok("Database", database.description() + " answers"));
        } catch (RuntimeException e) {
            out.accept(
                    Finding.fail(
                            "Database",
                            String.valueOf(e.getMessage()),
                            "Check database.url, the login, the network and that PostgreSQL runs."));
        }
    }

    /** The log itself is walked by {@code haidang audit verify}; this is what tells of its end. */
    void auditAnchor() {
        String check = "Audit log's anchor";
        Path anchor = settings.data().resolve("audit-anchor");
        Path secret = settings.data().resolve("secret.key");
        if (Files.notExists(secret)) {
            out.accept(Finding.ok(check, "will be made at the first start"));
            return;
        }
        try {
            MacKey key = Sealer.withKeyFile(secret, new SecureRandom()).macKey("audit");
            Verification.Problem problem = AuditVerifier.anchor(anchor, key);
            if (problem == null) {
                out.accept(
                        Files.isWritable(anchor)
                                ? Finding.ok(check, anchor.toString())
                                : Finding.fail(
                                        check,
                                        anchor + " cannot be written",
                                        "Give it to the user the server runs as (chown)."));
                return;
            }
            out.accept(
                    Finding.fail(
                            check,
                            anchor + ": " + anchorWords(problem.fault()),
                            "Run 'haidang audit verify' and find out who had access to the data"
                                    + " folder and the database."));
        } catch (IOException | SealException e) {
            out.accept(
                    Finding.fail(
                            check,
                            anchor + " cannot be read: " + e,
                            "Give it to the user the server runs as (chown)."));
        }
    }

    private static String anchorWords(Verification.Fault fault) {
        return switch (fault) {
            case ANCHOR_MISSING -> "it is missing: whether entries were removed cannot be said";
            case ANCHOR_FORGED -> "it was not written by this server";
            case ANCHOR_MISSING_ONCE -> "it was missing at a start";
            case ANCHOR_FORGED_ONCE -> "it was not this server's at a start";
            case REMOVED_ONCE -> "entries that were written were gone when the server went on";
            case CHANGED,
                    MISSING,
                    INSERTED,
                    UNLINKED,
                    TAIL_REMOVED,
                    HEAD_CHANGED,
                    BASE_MOVED,
                    REWRITTEN ->
                    "the log is damaged";
        };
    }

    private void decoder() {
        String failure = DecoderCheck.failure();
        out.accept(
                failure == null
                        ? Finding.ok("Picture decoder", "starts")
                        : Finding.warn(
                                "Picture decoder",
                                failure,
                                "Recording and live view work; stills do not. The built-in ffmpeg needs"
                                        + " 64-bit Linux with glibc, or macOS."));
    }
}
