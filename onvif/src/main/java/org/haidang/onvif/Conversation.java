package org.haidang.onvif;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.CameraMemory;
import org.haidang.media.rtsp.ClientLogin;
import org.haidang.media.rtsp.Credentials;
import org.haidang.onvif.net.CallException;
import org.haidang.onvif.net.CertificateRule;
import org.haidang.onvif.net.HttpAnswer;
import org.haidang.onvif.net.HttpCaller;
import org.haidang.onvif.soap.Addressing;
import org.haidang.onvif.soap.Answer;
import org.haidang.onvif.soap.Envelope;
import org.haidang.onvif.soap.Fault;
import org.haidang.onvif.soap.Namespaces;
import org.haidang.onvif.soap.Operation;
import org.haidang.onvif.soap.UsernameToken;
import org.haidang.onvif.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * Asks one device, and logs in the way it wants.
 *
 * <p>What a refusal means depends on how the request was signed:
 *
 * <table>
 *   <caption>Not authorized</caption>
 *   <tr><th>signed by</th><th>the device says</th><th>then</th></tr>
 *   <tr><td>nothing</td><td>a challenge of HTTP digest</td><td>digest</td></tr>
 *   <tr><td>nothing</td><td>anything else</td><td>token, made by the device's clock</td></tr>
 *   <tr><td>digest</td><td>a new nonce: stale, or digest has worked before</td>
 *       <td>digest again, once per request</td></tr>
 *   <tr><td>digest that never worked</td><td>no</td><td>token: some offer a digest that they do not
 *       understand</td></tr>
 *   <tr><td>token that has worked</td><td>no</td><td>its clock was set: read it, and a token again,
 *       once per request</td></tr>
 *   <tr><td>token that never worked</td><td>a challenge</td><td>digest, if it was not tried</td></tr>
 *   <tr><td>what has worked</td><td>no</td><td>refused: the login may not do this</td></tr>
 * </table>
 *
 * <p>Cameras lock accounts. After {@value #MAX_REFUSED} refused logins without an accepted one
 * between them no further login is sent by this conversation.
 */
final class Conversation {

    /** Refused logins in a row, then none is tried any more. */
    static final int MAX_REFUSED = 2;

    /** Requests of one question: unsigned, two ways, each renewed once. */
    private static final int MAX_SENDS = 5;

    /** Where in an answer that is no good we look for signs of SOAP, bytes. */
    private static final int SOAP_SIGNS = 4096;

    private enum Way {
        UNSIGNED,
        DIGEST,
        TOKEN
    }

    /** What an answer came to when it is no exception. */
    private sealed interface Outcome {
        record Content(Element element) implements Outcome {}

        record LoginWanted(String detail, boolean locked) implements Outcome {}
    }

    private final URI device;
    private final @Nullable Credentials login;
    private final HttpCaller http;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final @Nullable ClientLogin digest;

    private Way way = Way.UNSIGNED;
    private boolean proven;
    private boolean digestTried;
    private boolean tokenTried;
    private int refused;
    private boolean spoken;
    private @Nullable Duration offset;
    private @Nullable Duration httpOffset;
    private List<String> challenges = List.of(); // of the answer that came last

    Conversation(
            URI device,
            @Nullable Credentials login,
            OnvifLimits limits,
            Predicate<InetAddress> guard,
            CertificateRule certificates,
            InstantSource clock,
            RandomGenerator random) {
        this.device = device;
        this.login = login;
        this.http = new HttpCaller(limits.calls(), guard, certificates);
        this.clock = clock;
        this.random = random;
        this.digest = login == null ? null : ClientLogin.digestOnly(login, random);
    }

    /** Device minus ours; zero until it is known. */
    Duration offset() {
        if (offset != null) {
            return offset;
        }
        return httpOffset == null ? Duration.ZERO : httpOffset;
    }

    /** Reads the device's clock, without a login unless the device insists. */
    Instant deviceTime() throws OnvifException {
        Operation operation = new Operation(Namespaces.DEVICE, "GetSystemDateAndTime");
        Instant before = clock.instant();
        Element answer =
                switch (send(device, operation, Way.UNSIGNED, null, http)) {
                    case Outcome.Content(Element element) -> element;
                    case Outcome.LoginWanted _ -> ask(device, operation);
                };
        Instant after = clock.instant();
        try {
            Instant told = DeviceTime.read(answer);
            Instant ours = before.plus(Duration.between(before, after).dividedBy(2));
            offset = Duration.between(ours, told);
            return told;
        } catch (MalformedInputException e) {
            throw new OnvifException(OnvifFailure.MALFORMED, e.getMessage());
        }
    }

    /** Asks and gives the answer's element. */
    Element ask(URI address, Operation operation) throws OnvifException {
        return ask(address, operation, null, null);
    }

    /**
     * Asks and gives the answer's element.
     *
     * @param within time for the answer, null for the usual one
     */
    Element ask(
            URI address,
            Operation operation,
            @Nullable Addressing addressing,
            @Nullable Duration within)
            throws OnvifException {
        HttpCaller caller = within == null ? http : http.answerWithin(within);
        boolean renewed = false;
        for (int sends = 0; sends < MAX_SENDS; sends++) {
            Way sent = way;
            switch (send(address, operation, sent, addressing, caller)) {
                case Outcome.Content(Element element) -> {
                    accepted(sent);
                    return element;
                }
                case Outcome.LoginWanted wanted -> renewed = logIn(wanted, sent, renewed);
            }
        }
        throw new OnvifException(OnvifFailure.LOGIN_REFUSED, operation + " refused each time");
    }

    private void accepted(Way by) {
        if (by != Way.UNSIGNED) {
            proven = true;
            refused = 0;
        }
        if (by == Way.DIGEST && digest != null) {
            digest.accepted();
        }
    }

    /**
     * Fetches a file of the device's own, with the same login: by digest, and over https by Basic,
     * too, which would hand the password to whoever listens in the clear. Its refusals count with
     * the others.
     */
    byte[] fetch(URI address) throws OnvifException {
        ClientLogin signing = signing(address);
        boolean refusedBefore = false;
        for (int sends = 0; sends < MAX_SENDS; sends++) {
            String authorization =
                    signing == null
                            ? null
                            : signing.authorization("GET", HttpCaller.target(address));
            HttpAnswer answer = get(address, authorization);
            int status = answer.status();
            if (!isLogin(status)) {
                if (status != 200) {
                    throw new OnvifException(
                            status / 100 == 5 ? OnvifFailure.FAULT : OnvifFailure.UNSUPPORTED,
                            "HTTP " + status);
                }
                refused = authorization == null ? refused : 0;
                return answer.body();
            }
            if (status == 423) {
                refused = MAX_REFUSED;
                throw new OnvifException(OnvifFailure.LOCKED, "HTTP " + status);
            }
            if (signing == null) {
                throw new OnvifException(OnvifFailure.LOGIN_NEEDED, "HTTP " + status);
            }
            int before = signing.refusedLogins();
            boolean signed = authorization != null;
            boolean again =
                    signing.challenged(answer.all("WWW-Authenticate"), signed, refusedBefore);
            refusedBefore |= signed;
            refused += signing.refusedLogins() - before;
            if (!again || refused >= MAX_REFUSED) {
                throw new OnvifException(OnvifFailure.LOGIN_REFUSED, "HTTP " + status);
            }
        }
        throw new OnvifException(OnvifFailure.LOGIN_REFUSED, "refused each time");
    }

    private @Nullable ClientLogin signing(URI address) {
        if (login == null) {
            return null;
        }
        return HttpCaller.isSecure(address)
                ? new ClientLogin(login, new CameraMemory(), random)
                : ClientLogin.digestOnly(login, random);
    }

    private HttpAnswer get(URI address, @Nullable String authorization) throws OnvifException {
        Map<String, String> headers =
                authorization == null ? Map.of() : Map.of("Authorization", authorization);
        try {
            return http.call("GET", address, headers, new byte[0]);
        } catch (CallException e) {
            throw new OnvifException(failure(e.reason()), e.getMessage(), e.shown());
        }
    }

    private Outcome send(
            URI address,
            Operation operation,
            Way by,
            @Nullable Addressing addressing,
            HttpCaller caller)
            throws OnvifException {
        if (!HttpCaller.canCall(address)) {
            throw new OnvifException(
                    OnvifFailure.UNSUPPORTED, "address that is not http: " + address.getScheme());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Type",
                "application/soap+xml; charset=utf-8; action=\"" + operation.action() + "\"");
        String authorization =
                by == Way.DIGEST && digest != null
                        ? digest.authorization("POST", HttpCaller.target(address))
                        : null;
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        UsernameToken token = by == Way.TOKEN && login != null ? token(login) : null;
        try {
            HttpAnswer answer =
                    caller.call(
                            "POST",
                            address,
                            headers,
                            Envelope.request(operation, token, addressing));
            remember(answer);
            return judge(answer, operation, by);
        } catch (CallException e) {
            throw new OnvifException(failure(e.reason()), e.getMessage(), e.shown());
        }
    }

    private UsernameToken token(Credentials credentials) {
        byte[] nonce = new byte[UsernameToken.NONCE_LENGTH];
        random.nextBytes(nonce);
        return UsernameToken.of(credentials, nonce, clock.instant().plus(offset()));
    }

    /** The date of HTTP stands in where the time is told to nobody without a login. */
    private void remember(HttpAnswer answer) {
        challenges = answer.all("WWW-Authenticate");
        Instant date = DeviceTime.ofHttp(answer.first("Date"));
        if (date != null) {
            httpOffset = Duration.between(clock.instant(), date);
        }
    }

    private static OnvifFailure failure(CallException.Reason reason) {
        return switch (reason) {
            case UNKNOWN_HOST -> OnvifFailure.UNKNOWN_HOST;
            case FORBIDDEN_ADDRESS -> OnvifFailure.FORBIDDEN_ADDRESS;
            case REFUSED -> OnvifFailure.REFUSED;
            case UNREACHABLE -> OnvifFailure.UNREACHABLE;
            case TIMEOUT -> OnvifFailure.TIMEOUT;
            case CERTIFICATE_CHANGED -> OnvifFailure.CERTIFICATE_CHANGED;
            case CERTIFICATE_UNKNOWN -> OnvifFailure.CERTIFICATE_UNKNOWN;
            case OUTDATED_TLS -> OnvifFailure.OUTDATED_TLS;
            case MALFORMED -> OnvifFailure.NOT_ONVIF;
            case TOO_LARGE -> OnvifFailure.TOO_LARGE;
            case CLOSED -> OnvifFailure.CLOSED;
        };
    }

    private Outcome judge(HttpAnswer answer, Operation operation, Way by) throws OnvifException {
        int status = answer.status();
        Answer soap;
        try {
            soap = Answer.read(answer.body());
        } catch (MalformedInputException e) {
            return judgeWithoutSoap(answer, by, String.valueOf(e.getMessage()));
        }
        spoken = true;
        return switch (soap) {
            case Answer.Failed(Fault fault) -> judge(fault, status);
            case Answer.Done(Element content) -> {
                if (status / 100 != 2) {
                    throw new OnvifException(
                            OnvifFailure.FAULT, "HTTP " + status + " to " + operation);
                }
                if (!content.name().equals(operation.answer())) {
                    throw new OnvifException(
                            OnvifFailure.MALFORMED,
                            "answered " + operation + " with " + content.name());
                }
                yield new Outcome.Content(content);
            }
        };
    }

    private static Outcome judge(Fault fault, int status) throws OnvifException {
        boolean login = isLogin(status) || fault.loginWanted();
        if (login || fault.locked()) {
            boolean locked =
                    status == 423
                            || fault.locked()
                            || fault.reason().toLowerCase(Locale.ROOT).contains("locked");
            return new Outcome.LoginWanted(fault.toString(), locked);
        }
        throw new OnvifException(
                fault.unsupported() ? OnvifFailure.UNSUPPORTED : OnvifFailure.FAULT,
                fault.toString());
    }

    private static boolean isLogin(int status) {
        return status == 401 || status == 403 || status == 423;
    }

    private Outcome judgeWithoutSoap(HttpAnswer answer, Way by, String why) throws OnvifException {
        int status = answer.status();
        String detail = "HTTP " + status + ": " + why;
        if (isLogin(status)) {
            return new Outcome.LoginWanted("HTTP " + status, status == 423);
        }
        if (status == 400 && by == Way.UNSIGNED && login != null && refused < MAX_REFUSED) {
            return new Outcome.LoginWanted("HTTP 400", false); // some cannot say what they miss
        }
        OnvifFailure failure =
                switch (status / 100) {
                    case 2 ->
                            showsSoap(answer.body())
                                    ? OnvifFailure.MALFORMED
                                    : OnvifFailure.NOT_ONVIF;
                    case 3 -> OnvifFailure.NOT_ONVIF; // nothing is followed
                    case 4 -> spoken ? OnvifFailure.UNSUPPORTED : OnvifFailure.NOT_ONVIF;
                    default -> OnvifFailure.FAULT;
                };
        throw new OnvifException(failure, detail);
    }

    private static boolean showsSoap(byte[] body) {
        int length = Math.min(body.length, SOAP_SIGNS);
        return new String(body, 0, length, StandardCharsets.ISO_8859_1).contains("Envelope");
    }

    /**
     * Decides how the question is sent again, by the table above.
     *
     * @param renewed whether this question was already sent again the same way
     * @return whether it goes the same way, renewed
     */
    private boolean logIn(Outcome.LoginWanted wanted, Way sent, boolean renewed)
            throws OnvifException {
        if (wanted.locked()) {
            refused = MAX_REFUSED; // whatever comes, not from us
            throw new OnvifException(OnvifFailure.LOCKED, wanted.detail());
        }
        if (login == null || digest == null) {
            throw new OnvifException(OnvifFailure.LOGIN_NEEDED, wanted.detail());
        }
        switch (sent) {
            case UNSIGNED -> {}
            case DIGEST -> {
                boolean challenged = !challenges.isEmpty();
                if (challenged && digest.challenged(challenges, true, renewed)) {
                    return true;
                }
                if (challenged || !proven) {
                    refused++;
                }
            }
            case TOKEN -> {
                refused++;
                if (proven && !renewed && refused < MAX_REFUSED) {
                    readClock();
                    return true;
                }
            }
        }
        way = proven ? way : nextWay();
        if (refused >= MAX_REFUSED) {
            way = Way.UNSIGNED;
        }
        if (way == Way.UNSIGNED || (proven && sent != Way.UNSIGNED)) {
            throw new OnvifException(OnvifFailure.LOGIN_REFUSED, wanted.detail());
        }
        return false;
    }

    /** A way that was not tried yet, or none. */
    private Way nextWay() throws OnvifException {
        if (refused >= MAX_REFUSED || digest == null) {
            return Way.UNSIGNED;
        }
        if (!digestTried && digest.challenged(challenges, false, false)) {
            digestTried = true;
            return Way.DIGEST;
        }
        if (!tokenTried) {
            tokenTried = true;
            if (offset == null) {
                readClock();
            }
            return Way.TOKEN;
        }
        return Way.UNSIGNED;
    }

    /** The clock, when it can be had without a login. */
    private void readClock() throws OnvifException {
        Operation operation = new Operation(Namespaces.DEVICE, "GetSystemDateAndTime");
        try {
            Instant before = clock.instant();
            Outcome outcome = send(device, operation, Way.UNSIGNED, null, http);
            if (outcome instanceof Outcome.Content(Element element)) {
                offset = Duration.between(before, DeviceTime.read(element));
            }
        } catch (MalformedInputException e) {
            // then by the date of HTTP, or by our own clock
        } catch (OnvifException e) {
            switch (e.failure()) {
                case FAULT, UNSUPPORTED, MALFORMED, NOT_ONVIF -> {}
                default -> throw e;
            }
        }
    }
}
