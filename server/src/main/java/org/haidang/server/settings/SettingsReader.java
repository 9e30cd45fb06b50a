package org.haidang.server.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.programme.duty.DutyLimits;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads settings from a YAML file and the environment. Later ones in that order win. */
public final class SettingsReader {
    private static final int MAX_FILE_CHARS = 1 << 20;

    /** Nobody may shorten the log so far that an incident is over before it is looked into. */
    private static final int MIN_AUDIT_DAYS = 90;

    /** Last pictures of 8 cameras, 15 KB each: 16 kbit/s. */
    private static final int PICTURE_KB_OF_SITE = 120;

    /** Of 1,200 cameras, as a province passes them on, and some room to catch up: 4 Mbit/s. */
    private static final int PICTURE_KB_OF_CENTRE = 30_000;

    private static final int PICTURE_SECONDS_OF_SITE = 50;

    /** Whoever passes pictures on must be quicker than those who send them. */
    private static final int PICTURE_SECONDS_OF_CENTRE = 40;

    /** Of holidays: some years of them. */
    private static final int MAX_DAYS = 500;

    private static final Pattern PROXY =
            Pattern.compile("http://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):([0-9]{1,5})/?");

    private SettingsReader() {}

    /**
     * Reads and judges.
     *
     * @param file null for defaults and environment alone
     * @param overrides from the command line, by key; win over everything
     * @throws SettingsException naming every mistake at once
     */
    public static Settings read(
            @Nullable Path file, Map<String, String> environment, Map<String, String> overrides) {
        Map<String, Object> flat = new LinkedHashMap<>();
        if (file != null) {
            flatten("", load(file), flat);
        }
        Map<String, String> all = new LinkedHashMap<>(environment);
        overrides.forEach((key, value) -> all.put(RawSettings.variable(key), value));
        RawSettings raw = new RawSettings(flat, all);
        Settings settings = judge(raw);
        raw.finish();
        return settings;
    }

    private static Map<?, ?> load(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(MAX_FILE_CHARS);
        try (Reader reader = Files.newBufferedReader(file)) {
            Object root = new Yaml(new SafeConstructor(options)).load(reader);
            if (root == null) {
                return Map.of();
            }
            if (root instanceof Map<?, ?> map) {
                return map;
            }
            throw new SettingsException(List.of(file + ": 'key: value' lines are expected"));
        } catch (IOException e) {
            throw new SettingsException(List.of(file + " cannot be read: " + e));
        } catch (YAMLException e) {
            throw new SettingsException(List.of(file + " is not YAML: " + e.getMessage()));
        }
    }

    /** Groups become dotted keys; the free names below {@code archive.disks} stay a group. */
    private static void flatten(String prefix, Map<?, ?> from, Map<String, Object> to) {
        from.forEach((name, value) -> {
            String key = prefix + name;
            if (value instanceof Map<?, ?> group && !key.equals("archive.disks")) {
                flatten(key + ".", group, to);
            } else if (value != null) {
                to.put(key, value);
            }
        });
    }

    static Settings judge(RawSettings raw) {
        Path data = Path.of(raw.text("data", "haidang-data")).toAbsolutePath().normalize();
        Settings.Links links = links(raw);
        return new Settings(
                data,
                raw.choice("language", "vi", List.of("vi", "en")),
                zone(raw),
                http(raw),
                tls(raw),
                database(raw),
                archive(raw, data),
                new Settings.Cameras(
                        raw.flag("cameras.allowLocalCameras", false),
                        raw.whole("cameras.max", 1_000, 1, 10_000),
                        Duration.ofSeconds(raw.whole("cameras.lingerSeconds", 20, 0, 3_600)),
                        raw.whole("cameras.eventLoops", 2, 1, 64),
                        new Settings.CameraEventSettings(
                                raw.flag("cameras.events.asked", true),
                                raw.whole("cameras.events.retentionDays", 30, 1, 365))),
                audit(raw),
                programme(raw),
                duty(raw),
                links,
                new Settings.LineToCentre(
                        budget(raw, "uplink.budget", ""),
                        lastPictures(raw, links.port() != 0),
                        proxy(raw)),
                new Settings.Metrics(raw.secret("metrics.token")),
                openId(raw),
                NotificationReader.read(raw),
                administrator(raw));
    }

    private static LineBudget budget(RawSettings raw, String key, String usual) {
        try {
            return LineBudget.parse(raw.text(key, usual));
        } catch (IllegalArgumentException e) {
            raw.error(key + ": " + e.getMessage());
            return LineBudget.NONE;
        }
    }

    private static Settings.Links links(RawSettings raw) {
        return new Settings.Links(
                raw.text("links.bind", "0.0.0.0"),
                raw.whole("links.port", 0, 0, 65_535),
                raw.text("links.address"),
                new Settings.Clips(
                        (long) raw.whole("links.clips.maxGiB", 20, 0, 100_000) << 30,
                        Duration.ofDays(raw.whole("links.clips.keepDays", 90, 1, 3_650))));
    }

    /**
     * @param passesOn sites dial in here
     */
    private static Settings.LastPictures lastPictures(RawSettings raw, boolean passesOn) {
        return new Settings.LastPictures(
                Duration.ofSeconds(
                        raw.whole(
                                "uplink.lastPictures.everySeconds",
                                passesOn ? PICTURE_SECONDS_OF_CENTRE : PICTURE_SECONDS_OF_SITE,
                                1,
                                3_600)),
                raw.whole(
                        "uplink.lastPictures.kbPerMinute",
                        passesOn ? PICTURE_KB_OF_CENTRE : PICTURE_KB_OF_SITE,
                        0,
                        1_000_000));
    }

    private static Settings.@Nullable OpenId openId(RawSettings raw) {
        String issuer = raw.text("openId.issuer");
        String client = raw.text("openId.clientId");
        String secret = raw.secret("openId.clientSecret");
        String name = raw.text("openId.name", "OpenID");
        if (issuer == null && client == null && secret == null) {
            return null;
        }
        if (issuer == null || client == null || secret == null) {
            raw.error(
                    "openId: issuer, clientId and clientSecret (or clientSecretFile) belong together");
            return null;
        }
        return new Settings.OpenId(name, issuer, client, secret);
    }

    private static ZoneId zone(RawSettings raw) {
        String name = raw.text("zone", "Asia/Ho_Chi_Minh");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            raw.error("zone: '" + name + "' is not a time zone such as Asia/Ho_Chi_Minh");
            return ZoneId.of("UTC");
        }
    }

    private static Settings.Http http(RawSettings raw) {
        List<String> proxies = raw.list("http.trustedProxies");
        for (String proxy : proxies) {
            try {
                AddressRange.parse(proxy);
            } catch (IllegalArgumentException e) {
                raw.error("http.trustedProxies: " + e.getMessage());
            }
        }
        String publicUrl = raw.text("http.publicUrl");
        if (publicUrl != null && !publicUrl.matches("https?://[^/?#\\s]+")) {
            raw.error(
                    "http.publicUrl: '"
                            + publicUrl
                            + "' is not like https://host or https://host:port");
        }
        return new Settings.Http(
                raw.text("http.bind", "0.0.0.0"),
                raw.whole("http.port", 8443, 0, 65_535),
                publicUrl,
                proxies);
    }

    private static Settings.Tls tls(RawSettings raw) {
        String mode = raw.choice("tls.mode", "self-signed", List.of("self-signed", "files", "off"));
        Path certificate = path(raw.text("tls.certificate"));
        Path key = path(raw.text("tls.key"));
        if (mode.equals("files") && (certificate == null || key == null)) {
            raw.error("tls.mode: files needs tls.certificate and tls.key");
        }
        return new Settings.Tls(
                Settings.TlsMode.valueOf(mode.replace('-', '_').toUpperCase(Locale.ROOT)),
                certificate,
                key);
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text).toAbsolutePath().normalize();
    }

    private static Settings.DatabaseSettings database(RawSettings raw) {
        String url = raw.text("database.url");
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            raw.error(
                    "database.url: only jdbc:postgresql://host/name is possible; leave it empty for the"
                            + " SQLite file in the data folder");
        }
        if (url != null && url.toLowerCase(Locale.ROOT).contains("password=")) {
            raw.error("database.url: give the password in database.passwordFile, not in the URL");
        }
        return new Settings.DatabaseSettings(
                url, raw.text("database.username"), raw.secret("database.password"));
    }

    private static Settings.ArchiveSettings archive(RawSettings raw, Path data) {
        Map<String, Path> disks = new LinkedHashMap<>();
        raw.group("archive.disks")
                .forEach((name, folder) ->
                        disks.put(name, Path.of(folder).toAbsolutePath().normalize()));
        if (disks.isEmpty()) {
            disks.put("main", data.resolve("archive"));
        }
        return new Settings.ArchiveSettings(
                disks,
                raw.number("archive.minFreeGiB", 2, 0, 1_000_000),
                raw.whole("archive.minFreePercent", 2, 0, 90),
                raw.whole("archive.retentionDays", 30, 1, 3_650),
                Duration.ofMinutes(raw.whole("archive.segmentMinutes", 5, 1, 10)),
                raw.flag("archive.syncEverySecond", true),
                new Settings.BackfillSettings(
                        raw.flag("archive.backfill.automatic", true),
                        Duration.ofDays(raw.whole("archive.backfill.days", 7, 1, 90)),
                        budget(raw, "archive.backfill.budget", "8M")));
    }

    private static Settings.AuditSettings audit(RawSettings raw) {
        int days = raw.whole("audit.retentionDays", 730, 0, 36_500);
        if (days != 0 && days < MIN_AUDIT_DAYS) {
            raw.error(
                    "audit.retentionDays: "
                            + days
                            + " is neither 0 nor at least "
                            + MIN_AUDIT_DAYS);
        }
        return new Settings.AuditSettings(days);
    }

    private static Settings.ProgrammeSettings programme(RawSettings raw) {
        String exercise = raw.text("programme.exerciseTime");
        Instant time = null;
        try {
            time = exercise == null ? null : OffsetDateTime.parse(exercise).toInstant();
        } catch (DateTimeException e) {
            raw.error(
                    "programme.exerciseTime: '"
                            + exercise
                            + "' is not a time such as 2021-05-11T20:00:00+07:00");
        }
        return new Settings.ProgrammeSettings(
                time,
                raw.whole("programme.availabilityPercent", 95, 0, 100),
                days(raw, "programme.holidays"),
                days(raw, "programme.workedWeekendDays"));
    }

    private static Set<LocalDate> days(RawSettings raw, String key) {
        Set<LocalDate> days = new TreeSet<>();
        for (String text : raw.list(key)) {
            try {
                days.add(LocalDate.parse(text));
            } catch (DateTimeException e) {
                raw.error(key + ": '" + text + "' is not a day such as \"2021-05-03\"");
            }
        }
        if (days.size() > MAX_DAYS) {
            raw.error(key + ": at most " + MAX_DAYS + " days");
        }
        return Set.copyOf(days);
    }

    private static DutyLimits duty(RawSettings raw) {
        return new DutyLimits(
                Duration.ofMinutes(raw.whole("duty.confirmMinutes", 120, 5, 1_440)),
                Duration.ofMinutes(raw.whole("duty.viewMinutes", 60, 5, 1_440)));
    }

    private static Settings.@Nullable Proxy proxy(RawSettings raw) {
        String url = raw.text("uplink.proxy.url");
        String username = raw.text("uplink.proxy.username");
        String password = raw.secret("uplink.proxy.password");
        if ((username == null) != (password == null)) {
            raw.error("uplink.proxy: username and password (or passwordFile) belong together");
        }
        if (username != null && username.indexOf(':') >= 0) {
            raw.error("uplink.proxy.username: a proxy's user name has no colon (RFC 7617)");
        }
        if (url == null) {
            if (username != null) {
                raw.error("uplink.proxy.url: missing; username and password are of no use alone");
            }
            return null;
        }
        Matcher parts = PROXY.matcher(url);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        if (port < 1 || port > 65_535) {
            // What was meant as a password is not repeated.
            raw.error(
                    "uplink.proxy.url: "
                            + (url.indexOf('@') >= 0
                                    ? "give user and password in uplink.proxy.username and"
                                            + " uplink.proxy.passwordFile, not in the URL"
                                    : "'"
                                            + url
                                            + "' is not like http://proxy.tinh.vn:3128; TLS to"
                                            + " the centre runs inside it in any case"));
            return null;
        }
        return new Settings.Proxy(
                parts.group(1).replaceAll("[\\[\\]]", ""), port, username, password);
    }

    private static Settings.Administrator administrator(RawSettings raw) {
        String username = raw.text("administrator.username");
        String password = raw.secret("administrator.password");
        if ((username == null) != (password == null)) {
            raw.error("administrator: username and password (or passwordFile) belong together");
        }
        return new Settings.Administrator(
                username, password, raw.secret("administrator.totpSecret"));
    }
}
