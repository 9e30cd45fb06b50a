package org.haidang.server.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.haidang.server.tier.TroubleWords;
import org.haidang.server.words.Language;
import org.haidang.uplink.Protocol;
import org.haidang.uplink.site.LinkProbe;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.site.Trouble;
import org.haidang.uplink.trust.Membership;
import org.jspecify.annotations.Nullable;

/**
 * Tries the link to the centre above, step by step, by the way that the link goes; what fails ends
 * it.
 */
final class LinkCheck {
    private static final String LINK = "Link";
    private static final String PROXY = "Link: proxy";
    private static final String CERTIFICATE = "Link: certificate";
    private static final String ANSWER = "Link: answer";
    private static final long CLOCK_TOLERANCE_US = 2_000_000;
    private static final long SLOW_US = 500_000;
    private static final Duration RENEWED_BEFORE = Duration.ofDays(20);

    private final Membership member;
    private final Route route;
    private final LinkProbe probe;
    private final InstantSource clock;
    private final Consumer<Finding> out;

    private LinkCheck(Membership member, Route route, InstantSource clock, Consumer<Finding> out) {
        this.member = member;
        this.route = route;
        this.probe = new LinkProbe(member, route, clock);
        this.clock = clock;
        this.out = out;
    }

    /**
     * Looks at the link of the membership in a folder; says nothing when there is none.
     *
     * @param folder where it lies
     */
    static void examine(Path folder, Route route, InstantSource clock, Consumer<Finding> out) {
        try {
            Membership.load(folder)
                    .ifPresent(member -> new LinkCheck(member, route, clock, out).walk());
        } catch (IOException e) {
            out.accept(
                    Finding.fail(
                            LINK,
                            folder + " cannot be read: " + e.getMessage(),
                            "Give it to the user the server runs as (chown)."));
        }
    }

    private void walk() {
        boolean there = route.proxy() == null ? name() && reach() : proxy();
        if (there && ours()) {
            answer();
        }
    }

    private boolean name() {
        try {
            out.accept(Finding.ok("Link: name", member.address() + " is " + addresses()));
            return true;
        } catch (UnknownHostException e) {
            out.accept(
                    Finding.fail(
                            "Link: name",
                            member.address() + " has no address",
                            "Check this machine's DNS server and Internet line (resolvectl query). If the"
                                    + " centre has another name now, ask it for a new invitation."));
        } catch (IOException e) {
            out.accept(Finding.fail("Link: name", String.valueOf(e.getMessage()), "Check DNS."));
        }
        return false;
    }

    private String addresses() throws IOException {
        return probe.resolve().stream()
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "));
    }

    private boolean reach() {
        try {
            probe.reach();
            out.accept(Finding.ok("Link: reach", member.address() + " takes connections"));
            return true;
        } catch (IOException e) {
            out.accept(
                    Finding.fail(
                            "Link: reach",
                            member.address() + ": " + e.getMessage(),
                            "Let the firewall pass outgoing TCP to it, or name the proxy that has to be"
                                    + " used in uplink.proxy.url (https_proxy of the environment is not"
                                    + " looked at). If other sites are out as well, call the centre: its"
                                    + " server or port may be down."));
            return false;
        }
    }

    /** Name and reach of the proxy; the centre's are the proxy's to find. */
    private boolean proxy() {
        try {
            String addresses = addresses();
            probe.reach();
            out.accept(
                    Finding.ok(
                            PROXY,
                            route.proxyAddress() + " (" + addresses + ") takes connections"));
            return true;
        } catch (UnknownHostException e) {
            return atProxy(Trouble.PROXY_NAME_UNKNOWN, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return atProxy(Trouble.PROXY_UNREACHABLE, String.valueOf(e.getMessage()));
        }
    }

    private boolean atProxy(Trouble trouble, String why) {
        TroubleWords words = TroubleWords.of(Language.EN, trouble, member.address(), route);
        out.accept(Finding.fail(PROXY, words.what() + " (" + why + ")", words.action()));
        return false;
    }

    private boolean ours() {
        Instant now = clock.instant();
        Instant own = member.certificate().getNotAfter().toInstant();
        if (own.isBefore(now) || member.certificate().getNotBefore().toInstant().isAfter(now)) {
            out.accept(
                    Finding.fail(
                            CERTIFICATE,
                            "ours is good from "
                                    + member.certificate().getNotBefore().toInstant()
                                    + " to "
                                    + own
                                    + ", and it is "
                                    + now,
                            "If the clock is right: leave the centre on the Links screen and join it again"
                                    + " by a new invitation."));
            return false;
        }
        return true;
    }

    private void certificates(@Nullable Instant centre) {
        Instant own = member.certificate().getNotAfter().toInstant();
        String found = "TLS 1.3; ours until " + own + ", the centre's until " + centre;
        out.accept(
                Duration.between(clock.instant(), own).compareTo(RENEWED_BEFORE) < 0
                        ? Finding.warn(
                                CERTIFICATE,
                                found,
                                "Ours should have been renewed by itself; it is while the link stands."
                                        + " Look why the link does not (haidang uplink status).")
                        : Finding.ok(CERTIFICATE, found));
    }

    private static boolean byCertificate(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private void answer() {
        LinkProbe.Answer said;
        try {
            said = probe.ask();
        } catch (LinkProbe.FailedException e) {
            failed(e);
            return;
        } catch (IOException e) {
            out.accept(Finding.fail(ANSWER, String.valueOf(e.getMessage()), "Ask the centre."));
            return;
        }
        certificates(said.certifiedUntil());
        String versions =
                "we speak "
                        + Protocol.OLDEST
                        + " to "
                        + Protocol.NEWEST
                        + ", the centre ("
                        + said.software()
                        + ") "
                        + said.oldest()
                        + " to "
                        + said.newest();
        out.accept(
                said.protocol() == 0
                        ? Finding.fail("Link: protocol", versions, "Update the older of the two.")
                        : Finding.ok("Link: protocol", versions));
        clockOf(said);
        String trip = String.format(Locale.ROOT, "%.1f ms", said.roundTripUs() / 1_000.0);
        out.accept(
                said.roundTripUs() > SLOW_US
                        ? Finding.warn(
                                "Link: round trip",
                                trip,
                                "The line is slow or full: live pictures will lag. Look what else uses it.")
                        : Finding.ok("Link: round trip", trip));
    }

    private void clockOf(LinkProbe.Answer said) {
        String found =
                String.format(
                        Locale.ROOT,
                        "the centre's is %.0f ms %s",
                        Math.abs(said.clockUs()) / 1_000.0,
                        said.clockUs() < 0 ? "behind" : "ahead");
        out.accept(
                Math.abs(said.clockUs()) > CLOCK_TOLERANCE_US
                        ? Finding.warn(
                                "Link: clock",
                                found,
                                "One of the two is wrong: switch on NTP (timedatectl set-ntp true) here and"
                                        + " there; times of recordings are evidence.")
                        : Finding.ok("Link: clock", found));
    }

    private void failed(LinkProbe.FailedException failure) {
        String why = String.valueOf(failure.getMessage());
        if (failure.trouble().atProxy()) {
            boolean _ = atProxy(failure.trouble(), why);
        } else if (failure.certifiedUntil() == null) {
            out.accept(
                    Finding.fail(
                            CERTIFICATE,
                            "TLS fails: " + why,
                            byCertificate(failure)
                                    ? "Who answers is not the centre of our invitation, or its certificate"
                                            + " has ended: look for a device that intercepts TLS, then ask"
                                            + " the centre."
                                    : "Look for a device between that lets TCP pass and breaks TLS; else"
                                            + " ask the centre."));
        } else {
            certificates(failure.certifiedUntil());
            out.accept(
                    Finding.fail(ANSWER, failure.trouble() + ": " + why, todo(failure.trouble())));
        }
    }

    private static String todo(Trouble trouble) {
        return switch (trouble) {
            case REVOKED ->
                    "The centre has shut this site out. Ask it why; to link again takes a new"
                            + " invitation.";
            case VERSION -> "Update the older of the two.";
            case SILENT -> "The line loses what is sent: check it, then call the centre.";
            case UNTRUSTED -> "Compare the clocks; else ask the centre for a new invitation.";
            case NONE,
                    NOT_DIALLED,
                    NAME_UNKNOWN,
                    UNREACHABLE,
                    PROXY_NAME_UNKNOWN,
                    PROXY_UNREACHABLE,
                    PROXY_LOGIN,
                    PROXY_REFUSES,
                    PROXY_CANNOT_REACH,
                    PROXY_INTERCEPTS,
                    PROXY_NO_ANSWER,
                    OTHER ->
                    "Ask the centre; an older one cannot be asked and may work all the same (haidang"
                            + " uplink status).";
        };
    }
}
