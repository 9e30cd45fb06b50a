package org.haidang.server.tier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.site.Trouble;
import org.haidang.uplink.site.UplinkState;
import org.haidang.uplink.trust.Membership;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the link to the centre stands, written beside the membership every two seconds for {@code
 * haidang uplink status}: a program beside the server can look nowhere else.
 */
public final class UplinkReport {
    /** Older than this, the server that wrote it does not run. */
    public static final Duration FRESH = Duration.ofSeconds(15);

    private static final String FILE = "status.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What stands in it. Times are RFC 3339, UTC.
     *
     * @param at when it was written
     * @param proxy host and port of the proxy between, if there is one
     * @param since since when it is linked, or is not
     * @param trouble of {@link Trouble}
     * @param why the same for an engineer; empty when there is none
     * @param clockDifferenceMs the centre's clock minus ours
     * @param pictureCameras whose last pictures go up; 0 when none do
     * @param pictureRoundSeconds how long it takes until each has come once
     * @param pictureWantedSeconds how long it would take if the budget reached
     * @param picturesSentBytes of last pictures
     */
    public record Status(
            String at,
            String centre,
            String address,
            @Nullable String proxy,
            boolean linked,
            String since,
            String trouble,
            String why,
            int attempt,
            double roundTripMs,
            double clockDifferenceMs,
            int leases,
            int thinned,
            long budgetBits,
            long sentBytes,
            long factsWaiting,
            int pictureCameras,
            double pictureRoundSeconds,
            double pictureWantedSeconds,
            long picturesSentBytes,
            String certificateUntil) {
        static Status of(Membership member, Route route, UplinkState state, Instant now) {
            return new Status(
                    now.toString(),
                    member.centreName(),
                    member.address(),
                    route.proxyAddress(),
                    state.linked(),
                    Instant.ofEpochMilli(state.sinceUs() / 1_000).toString(),
                    state.trouble().name(),
                    state.why(),
                    state.attempt(),
                    state.echoUs() / 1_000.0,
                    state.centreClockUs() / 1_000.0,
                    state.leases(),
                    state.thinned(),
                    state.budgetBits(),
                    state.mediaBytes(),
                    state.factsWaiting(),
                    state.pictures().cameras(),
                    state.pictures().roundUs() / 1e6,
                    state.pictures().wantedUs() / 1e6,
                    state.pictures().sentBytes(),
                    member.certificate().getNotAfter().toInstant().toString());
        }

        /** Whether a server runs that keeps it. */
        public boolean fresh(Instant now) {
            return Duration.between(Instant.parse(at), now).compareTo(FRESH) < 0;
        }
    }

    private final Path folder;

    public UplinkReport(Path folder) {
        this.folder = folder;
    }

    void write(Membership member, Route route, UplinkState state, Instant now) throws IOException {
        // Whoever reads meanwhile sees the one before.
        Path fresh = folder.resolve(FILE + ".new");
        Files.writeString(fresh, json(Status.of(member, route, state, now)));
        Files.move(
                fresh,
                folder.resolve(FILE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** As it stands in the file. */
    public static String json(Status status) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(status);
    }

    void delete() throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    /**
     * The newest one; empty when no server has written any.
     *
     * @throws IOException when it cannot be read
     */
    public Optional<Status> read() throws IOException {
        if (Files.notExists(folder.resolve(FILE))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JSON.readValue(Files.readString(folder.resolve(FILE)), Status.class));
        } catch (JacksonException e) {
            throw new IOException(folder.resolve(FILE) + " cannot be read", e);
        }
    }
}
