package org.haidang.server.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.haidang.programme.duty.DutyLimits;
import org.jspecify.annotations.Nullable;

/**
 * All settings, judged and complete. {@code haidang.yaml} in the program's resources says what each
 * means.
 *
 * @param data folder of database, keys and, unless said otherwise, recordings
 * @param language of log, console output and people who have not chosen: {@code vi} or {@code en}
 * @param zone where the day begins, for coverage of today
 * @param duty after how long a site counts as not watched
 */
public record Settings(
        Path data,
        String language,
        ZoneId zone,
        Http http,
        Tls tls,
        DatabaseSettings database,
        ArchiveSettings archive,
        Cameras cameras,
        AuditSettings audit,
        ProgrammeSettings programme,
        DutyLimits duty,
        Links links,
        LineToCentre uplink,
        Metrics metrics,
        @Nullable OpenId openId,
        NotificationSettings notifications,
        Administrator administrator) {

    /**
     * An OpenID provider that vouches for people.
     *
     * @param name as the login page calls it
     * @param issuer its address; the rest is read from there
     */
    public record OpenId(String name, String issuer, String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "OpenId[" + issuer + "]";
        }
    }

    /**
     * Where it listens.
     *
     * @param bind address to listen on
     * @param port 0 for a free one
     * @param publicUrl how people reach the server, for links; null derives it from bind and port
     * @param trustedProxies addresses or CIDR ranges whose forwarding headers are believed
     */
    public record Http(
            String bind, int port, @Nullable String publicUrl, List<String> trustedProxies) {}

    /** How connections are encrypted. */
    public enum TlsMode {
        SELF_SIGNED,
        FILES,
        OFF
    }

    /**
     * Encryption.
     *
     * @param certificate PEM chain, with FILES
     * @param key PEM private key without passphrase, with FILES
     */
    public record Tls(TlsMode mode, @Nullable Path certificate, @Nullable Path key) {}

    /**
     * The database.
     *
     * @param url null is SQLite in the data folder
     */
    public record DatabaseSettings(
            @Nullable String url, @Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "DatabaseSettings[" + url + "]";
        }
    }

    /**
     * The recordings.
     *
     * @param disks name to folder, in order
     * @param minFreeGib kept free on each disk
     * @param backfill gaps filled from the devices' own storage
     */
    public record ArchiveSettings(
            Map<String, Path> disks,
            double minFreeGib,
            int minFreePercent,
            int retentionDays,
            Duration segment,
            boolean syncEverySecond,
            BackfillSettings backfill) {}

    /**
     * Gaps filled with what cameras and recorders keep themselves.
     *
     * @param automatic else only when somebody asks
     * @param lookBack how old a gap may be
     * @param budget what fetching may take of the line to the devices
     */
    public record BackfillSettings(boolean automatic, Duration lookBack, LineBudget budget) {}

    /**
     * The cameras.
     *
     * @param allowLocalCameras cameras may be at loopback and link-local addresses
     * @param linger a stream pulled only for viewers stays this long after the last
     * @param eventLoops threads that read cameras
     * @param events what they report by themselves
     */
    public record Cameras(
            boolean allowLocalCameras,
            int max,
            Duration linger,
            int eventLoops,
            CameraEventSettings events) {}

    /**
     * What cameras report by themselves.
     *
     * @param asked whether the devices of cameras are asked for it
     * @param retentionDays how long it is kept
     */
    public record CameraEventSettings(boolean asked, int retentionDays) {}

    /**
     * The audit log.
     *
     * @param retentionDays 0 keeps it for ever
     */
    public record AuditSettings(int retentionDays) {}

    /**
     * The programme of the dispatch.
     *
     * @param exerciseTime what the programme takes for the time of this start, for exercises and
     *     demonstrations; null: the real time
     * @param availabilityPercent of the last 24 h that a camera must have shown pictures to count
     *     as connected
     * @param holidays days on which offices rest, beside those of the solar calendar
     * @param workedWeekendDays Saturdays and Sundays that are worked for a bridged day
     */
    public record ProgrammeSettings(
            @Nullable Instant exerciseTime,
            int availabilityPercent,
            Set<LocalDate> holidays,
            Set<LocalDate> workedWeekendDays) {}

    /**
     * Where sites dial in, when this is a centre.
     *
     * @param bind address to listen on
     * @param port 0 when no site may dial
     * @param address host and port as sites reach it, for invitations; null derives it from bind
     *     and port
     * @param clips copies of what sites recorded of incidents
     */
    public record Links(String bind, int port, @Nullable String address, Clips clips) {}

    /**
     * Copies of what sites recorded of incidents, kept here.
     *
     * @param maxBytes that all together may take; 0: none are made
     * @param keep for how long after what they show
     */
    public record Clips(long maxBytes, Duration keep) {}

    /**
     * Last pictures: a small one of each camera that the centre above may see live.
     *
     * @param every how often each goes up, when the budget reaches for that; above, a picture is at
     *     most so old and a few seconds
     * @param kbPerMinute kilobytes (1,000) a minute of all together; 0: none go up. When it does
     *     not reach for all, each goes up less often
     */
    public record LastPictures(Duration every, int kbPerMinute) {}

    /**
     * The line to the centre above, when there is one.
     *
     * @param budget what live pictures and recordings together may take of it
     * @param lastPictures what goes up by itself
     * @param proxy that has to be gone through; null for none
     */
    public record LineToCentre(
            LineBudget budget, LastPictures lastPictures, @Nullable Proxy proxy) {}

    /**
     * An HTTP proxy on the way to the centre above.
     *
     * @param host without the brackets of IPv6
     * @param username null together with the password, when it asks for none
     */
    public record Proxy(
            String host, int port, @Nullable String username, @Nullable String password) {
        @Override
        public String toString() {
            return "Proxy[" + host + ":" + port + "]";
        }
    }

    /**
     * The metrics.
     *
     * @param token bearer token for reading metrics from elsewhere; null allows loopback only
     */
    public record Metrics(@Nullable String token) {
        @Override
        public String toString() {
            return "Metrics[...]";
        }
    }

    /**
     * The first administrator for automation; made only when there is nobody yet.
     *
     * @param totpSecret Base32; null: he sets up a second factor when he first logs in
     */
    public record Administrator(
            @Nullable String username, @Nullable String password, @Nullable String totpSecret) {
        @Override
        public String toString() {
            return "Administrator[" + username + "]";
        }
    }
}
