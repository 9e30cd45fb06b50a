package org.haidang.server.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.media.source.FailureReason;
import org.haidang.programme.connection.DefaultLogins;
import org.haidang.programme.connection.DefaultLogins.Login;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.server.probe.CameraProbe;
import org.haidang.server.probe.CameraProbe.Step;
import org.haidang.server.probe.CameraProbe.Target;
import org.jspecify.annotations.Nullable;

/**
 * Tries at a camera whether it lets anybody in: without a login first, then with so few makers'
 * logins that no account is locked. Stops at the first that is let in and at the first answer that
 * says nothing.
 */
final class DefaultPasswordTest {
    /** How one attempt ended. */
    enum Outcome {
        REFUSED,
        ACCEPTED,
        /** The camera could not be asked: no reason to believe anything. */
        UNCLEAR
    }

    /**
     * One attempt.
     *
     * @param number from 1
     * @param username empty for none
     * @param reason why it is unclear; null otherwise
     */
    record Attempt(
            int number, int of, String username, Outcome outcome, @Nullable FailureReason reason) {}

    /**
     * What came of it.
     *
     * @param refusals logins that the camera counts as wrong ones
     */
    record Result(Credential credential, List<Attempt> attempts, int refusals) {}

    /** Steps that only go well when the camera asked for no login, or took the one it got. */
    private static final Set<String> DOOR_OPEN = Set.of("login", "setup", "media");

    private final CameraProbe probe;

    DefaultPasswordTest(CameraProbe probe) {
        this.probe = probe;
    }

    /**
     * Waits for the camera.
     *
     * @param make as far as it is known, else empty
     * @param own the login in use, which is not tried again
     */
    Result run(
            RtspUri uri, TransportChoice transport, String make, Login own, Consumer<Attempt> told)
            throws InterruptedException {
        List<Login> logins = new ArrayList<>(DefaultLogins.toTry(make));
        logins.remove(own);
        int of = logins.size() + 1;
        List<Attempt> attempts = new ArrayList<>();
        int refusals = 0;
        for (int number = 1; number <= of; number++) {
            Login login = number == 1 ? null : logins.get(number - 2);
            Attempt attempt = attempt(number, of, uri, transport, login);
            attempts.add(attempt);
            told.accept(attempt);
            switch (attempt.outcome()) {
                case ACCEPTED -> {
                    return new Result(Credential.DEFAULT_ACCEPTED, attempts, 0);
                }
                case UNCLEAR -> {
                    return new Result(Credential.NOT_TRIED, attempts, refusals);
                }
                case REFUSED -> refusals += login == null ? 0 : 1;
            }
        }
        return new Result(Credential.DEFAULT_REFUSED, attempts, refusals);
    }

    private Attempt attempt(
            int number, int of, RtspUri uri, TransportChoice transport, @Nullable Login login)
            throws InterruptedException {
        Target target =
                new Target(
                        uri,
                        login == null ? null : login.username(),
                        login == null ? null : login.password(),
                        transport);
        Step[] last = new Step[1];
        boolean[] loggedIn = new boolean[1];
        boolean found =
                probe.probe(
                                target,
                                step -> {
                                    last[0] = step;
                                    loggedIn[0] |=
                                            step.reason() == null
                                                    && DOOR_OPEN.contains(step.step());
                                })
                        != null;
        FailureReason reason = last[0] == null ? null : last[0].reason();
        Outcome outcome =
                found || loggedIn[0]
                        ? Outcome.ACCEPTED
                        : reason == FailureReason.AUTHENTICATION
                                ? Outcome.REFUSED
                                : Outcome.UNCLEAR;
        return new Attempt(
                number,
                of,
                login == null ? "" : login.username(),
                outcome,
                outcome == Outcome.UNCLEAR ? reason : null);
    }
}
