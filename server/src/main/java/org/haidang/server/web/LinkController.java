package org.haidang.server.web;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.qr.Qr;
import org.haidang.server.rights.Action;
import org.haidang.server.tier.LinkGrants;
import org.haidang.server.tier.Tiers;
import org.haidang.server.tier.TroubleWords;
import org.haidang.server.tier.store.LinkGrant;
import org.haidang.server.tier.store.Site;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.uplink.site.DialException;
import org.haidang.uplink.site.PictureRoundState;
import org.haidang.uplink.site.Route;
import org.haidang.uplink.site.Trouble;
import org.haidang.uplink.site.UplinkState;
import org.haidang.uplink.trust.Invitation;
import org.haidang.uplink.trust.InvitationException;
import org.haidang.uplink.trust.Membership;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The links to the sites below and to the centre above, and what is given over the latter. */
@RestController
@RequestMapping("/api/v1/links")
final class LinkController {
    private static final int MAX_NAME = 100;
    private static final int MAX_REASON = 500;
    private static final int MAX_INVITATION = 4_000;
    private static final int DEFAULT_DAYS = 7;
    private static final int MAX_DAYS = 30;

    /** Nobody has to do anything about less. */
    private static final long CLOCK_TOLERANCE_US = 2_000_000;

    /**
     * @param accepting whether sites may dial in
     * @param address host and port that an invitation names
     */
    record LinksView(
            boolean accepting,
            String address,
            List<SiteView> sites,
            @Nullable AboveView above,
            List<LinkAlarmView> alarms) {}

    record SiteView(
            String id,
            String name,
            String saidName,
            @Nullable String facilityId,
            @Nullable String facility,
            String state,
            @Nullable String since,
            String software,
            @Nullable Double clockDifferenceMs,
            boolean clockOff,
            int cameras,
            int withheld,
            String invitedAt,
            String invitationUntil,
            @Nullable String joinedAt,
            @Nullable String certificateUntil,
            @Nullable String revokedAt,
            String revokeReason) {}

    /**
     * @param proxy host and port of the proxy between; null without one
     * @param words what is wrong; null when nothing is
     * @param why the same for an engineer
     * @param lastPictures null when none go up
     */
    record AboveView(
            String centre,
            String address,
            @Nullable String proxy,
            boolean linked,
            String since,
            @Nullable String trouble,
            @Nullable String words,
            @Nullable String action,
            String why,
            double roundTripMs,
            double clockDifferenceMs,
            boolean clockOff,
            int leases,
            int thinned,
            long budgetBits,
            long sentBytes,
            long factsWaiting,
            @Nullable PictureRoundView lastPictures,
            String certificateUntil) {}

    record PictureRoundView(
            int cameras, double roundSeconds, double wantedSeconds, long sentBytes) {
        static @Nullable PictureRoundView of(PictureRoundState state) {
            return state.cameras() == 0
                    ? null
                    : new PictureRoundView(
                            state.cameras(),
                            state.roundUs() / 1e6,
                            state.wantedUs() / 1e6,
                            state.sentBytes());
        }
    }

    record LinkAlarmView(String kind, String since, String last, long count, String message) {}

    record NewSite(@Nullable String name, @Nullable String facilityId, @Nullable Integer days) {}

    record InvitationView(String name, String invitation, String qr, String expiresAt) {
        @Override
        public String toString() {
            return "InvitationView[" + name + "]";
        }
    }

    record Revocation(@Nullable String reason) {}

    record Joining(@Nullable String invitation, @Nullable String name) {
        @Override
        public String toString() {
            return "Joining[" + name + "]";
        }
    }

    /**
     * @param forbidden it stands where no camera may look, and is never given
     * @param belowLive whether the camera's own site gives us live pictures; true for our own
     * @param turns whether it can be turned at all, as far as is known
     */
    record GrantView(
            String cameraId,
            String camera,
            String facilityId,
            @Nullable String facility,
            String zone,
            boolean enabled,
            boolean forbidden,
            boolean belowLive,
            boolean belowPlayback,
            boolean belowTurn,
            boolean belowConfigure,
            boolean turns,
            boolean listed,
            boolean live,
            boolean playback,
            boolean talk,
            boolean turn,
            boolean configure) {}

    /** Left out keeps. Cameras by id, or all of a facility. */
    record GrantChange(
            @Nullable List<String> cameraIds,
            @Nullable String facilityId,
            @Nullable Boolean listed,
            @Nullable Boolean live,
            @Nullable Boolean playback,
            @Nullable Boolean talk,
            @Nullable Boolean turn,
            @Nullable Boolean configure) {
        LinkGrant of(LinkGrant before) {
            return new LinkGrant(
                    listed == null ? before.listed() : listed,
                    live == null ? before.live() : live,
                    playback == null ? before.playback() : playback,
                    talk == null ? before.talk() : talk,
                    turn == null ? before.turn() : turn,
                    configure == null ? before.configure() : configure);
        }

        boolean empty() {
            return listed == null
                    && live == null
                    && playback == null
                    && talk == null
                    && turn == null
                    && configure == null;
        }
    }

    record Changed(int changed) {}

    private final Services services;
    private final Tiers tiers;

    LinkController(Services services) {
        this.services = services;
        this.tiers = services.tiers();
    }

    @GetMapping
    @Needs(Action.LINK_READ)
    LinksView links(Language language) {
        return new LinksView(
                tiers.isCentre(),
                tiers.isCentre() ? Tiers.address(services.settings()) : "",
                tiers.standings().stream().map(this::view).toList(),
                above(language),
                tiers.alarms().stream()
                        .map(alarm ->
                                new LinkAlarmView(
                                        alarm.kind().name(),
                                        Moments.text(alarm.sinceUs()),
                                        Moments.text(alarm.lastUs()),
                                        alarm.count(),
                                        SystemViews.linkAlarm(alarm, language)))
                        .toList());
    }

    // ---- the sites below

    private SiteView view(Tiers.Standing standing) {
        Site site = standing.site();
        String facility = site.facilityId();
        return new SiteView(
                site.id(),
                site.name(),
                site.saidName(),
                facility,
                facility == null ? null : services.registry().facilityName(facility),
                state(standing),
                since(standing),
                site.software(),
                standing.linked() ? standing.clockOffsetUs() / 1_000.0 : null,
                standing.linked() && Math.abs(standing.clockOffsetUs()) > CLOCK_TOLERANCE_US,
                standing.cameras(),
                standing.withheld(),
                Moments.text(site.createdUs()),
                Moments.text(site.expiresUs()),
                text(site.joinedUs()),
                text(standing.certifiedUntilUs()),
                text(site.revokedUs()),
                site.revokeReason());
    }

    private String state(Tiers.Standing standing) {
        Site site = standing.site();
        if (site.revokedUs() != 0) {
            return "revoked";
        }
        if (site.joinedUs() == 0) {
            return Moments.nowUs(services.clock()) > site.expiresUs() ? "expired" : "invited";
        }
        return standing.linked() ? "linked" : "lost";
    }

    private static @Nullable String since(Tiers.Standing standing) {
        Site site = standing.site();
        return text(standing.linked() ? site.linkedUs() : site.lostUs());
    }

    private static @Nullable String text(long us) {
        return us == 0 ? null : Moments.text(us);
    }

    @PostMapping("/sites")
    @Needs(Action.LINK_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    InvitationView invite(@RequestBody NewSite body, Caller caller) {
        String name = bounded("name", Entrance.required("name", body.name()).strip(), MAX_NAME);
        String facility =
                body.facilityId() == null || body.facilityId().isBlank() ? null : body.facilityId();
        if (facility != null && services.registry().facility(facility).isEmpty()) {
            throw ProblemException.invalid("facilityId", "facility.unknown");
        }
        int days = body.days() == null ? DEFAULT_DAYS : body.days();
        if (days < 1 || days > MAX_DAYS) {
            throw ProblemException.invalid("days", "field.range", 1, MAX_DAYS);
        }
        if (!tiers.isCentre()) {
            throw ProblemException.of(409, "no-centre-here");
        }
        Invitation made = tiers.invite(Acts.actor(caller), name, facility, Duration.ofDays(days));
        return new InvitationView(
                name,
                made.text(),
                Qr.svg(made.text()),
                Moments.text(made.expiresAt().toEpochMilli() * 1_000));
    }

    private static String bounded(String field, String text, int max) {
        if (text.length() > max) {
            throw ProblemException.invalid(field, "field.long", max);
        }
        return text;
    }

    @PostMapping("/sites/{id}/revoke")
    @Needs(Action.LINK_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, @RequestBody Revocation body, Caller caller) {
        String reason =
                bounded("reason", Entrance.required("reason", body.reason()).strip(), MAX_REASON);
        if (!tiers.revoke(Acts.actor(caller), id, reason)) {
            throw ProblemException.notFound();
        }
    }

    @PostMapping("/alarms/seen")
    @Needs(Action.LINK_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(Caller caller) {
        tiers.alarmsSeen(Acts.actor(caller));
    }

    // ---- the centre above

    private @Nullable AboveView above(Language language) {
        Membership member = tiers.membership().orElse(null);
        UplinkState state = tiers.uplink().orElse(null);
        if (member == null || state == null) {
            return null;
        }
        Route route = Tiers.route(services.settings());
        TroubleWords words =
                state.trouble() == Trouble.NONE
                        ? null
                        : TroubleWords.of(language, state.trouble(), member.address(), route);
        return new AboveView(
                member.centreName(),
                member.address(),
                route.proxyAddress(),
                state.linked(),
                Moments.text(state.sinceUs()),
                words == null ? null : state.trouble().name(),
                words == null ? null : words.what(),
                words == null ? null : words.action(),
                state.why(),
                state.echoUs() / 1_000.0,
                state.centreClockUs() / 1_000.0,
                Math.abs(state.centreClockUs()) > CLOCK_TOLERANCE_US,
                state.leases(),
                state.thinned(),
                state.budgetBits(),
                state.mediaBytes(),
                state.factsWaiting(),
                PictureRoundView.of(state.pictures()),
                Moments.text(member.certificate().getNotAfter().getTime() * 1_000));
    }

    @PostMapping("/above")
    @Needs(Action.LINK_WRITE)
    LinksView join(@RequestBody Joining body, Caller caller, Language language) {
        String text =
                bounded(
                        "invitation",
                        Entrance.required("invitation", body.invitation()),
                        MAX_INVITATION);
        String name = bounded("name", body.name() == null ? "" : body.name().strip(), MAX_NAME);
        if (tiers.membership().isPresent()) {
            throw ProblemException.of(409, "centre-already");
        }
        String address = "";
        try {
            Invitation invitation = Invitation.parse(text);
            address = invitation.address();
            tiers.join(Acts.actor(caller), invitation, name);
        } catch (InvitationException e) {
            throw ProblemException.invalid("invitation", "invitation." + e.why().name());
        } catch (DialException e) {
            throw unreached(e, language);
        } catch (IOException e) {
            throw ProblemException.of(
                    502, "centre-unreachable", address, String.valueOf(e.getMessage()));
        }
        return links(language);
    }

    private ProblemException unreached(DialException failure, Language language) {
        if (!failure.trouble().atProxy()) {
            return ProblemException.of(
                    502,
                    "centre-unreachable",
                    failure.centre(),
                    String.valueOf(failure.getMessage()));
        }
        TroubleWords words =
                TroubleWords.of(
                        language,
                        failure.trouble(),
                        failure.centre(),
                        Tiers.route(services.settings()));
        return ProblemException.of(
                502, "centre-behind-proxy", words.what(), words.action(), failure.why());
    }

    @DeleteMapping("/above")
    @Needs(Action.LINK_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(Caller caller) throws IOException {
        if (!tiers.leave(Acts.actor(caller))) {
            throw ProblemException.of(409, "no-centre-above");
        }
    }

    // ---- what the centre above may have

    @GetMapping("/grants")
    @Needs(Action.LINK_READ)
    List<GrantView> grants() {
        return services.registry().sorted(null).stream().map(this::view).toList();
    }

    private GrantView view(Camera camera) {
        LinkGrant given = tiers.grants().of(camera);
        LinkGrant below = tiers.givenBelow(camera);
        return new GrantView(
                camera.id(),
                camera.name(),
                camera.facilityId(),
                services.registry().facilityName(camera.facilityId()),
                camera.zone(),
                camera.enabled(),
                LinkGrants.forbidden(camera),
                below.live(),
                below.playback(),
                below.turn(),
                below.configure(),
                tiers.isOneThatTurns(camera),
                given.listed(),
                given.live(),
                given.playback(),
                given.talk(),
                given.turn(),
                given.configure());
    }

    @PutMapping("/grants")
    @Needs(Action.LINK_WRITE)
    Changed change(@RequestBody GrantChange body, Caller caller) {
        if (body.empty()) {
            throw ProblemException.invalid("live", "field.required");
        }
        return new Changed(tiers.grants().change(Acts.actor(caller), cameras(body), body::of));
    }

    private List<Camera> cameras(GrantChange body) {
        List<String> ids = body.cameraIds();
        String facility = body.facilityId();
        List<Camera> cameras;
        if (facility != null) {
            cameras = services.registry().sorted(facility);
        } else if (ids != null && ids.size() <= LinkGrants.MAX_AT_ONCE) {
            LinkedHashMap<String, Camera> found = new LinkedHashMap<>();
            ids.stream()
                    .map(services.registry()::camera)
                    .flatMap(Optional::stream)
                    .forEach(camera -> found.put(camera.id(), camera));
            cameras = List.copyOf(found.values());
        } else {
            cameras = List.of();
        }
        if (cameras.isEmpty() || cameras.size() > LinkGrants.MAX_AT_ONCE) {
            throw ProblemException.invalid("cameraIds", "field.range", 1, LinkGrants.MAX_AT_ONCE);
        }
        return cameras;
    }
}
