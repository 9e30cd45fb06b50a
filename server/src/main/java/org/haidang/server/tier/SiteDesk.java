package org.haidang.server.tier;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.store.Ids;
import org.haidang.server.tier.store.Site;
import org.haidang.server.tier.store.SiteStore;
import org.haidang.uplink.Refusal;
import org.haidang.uplink.centre.Register;
import org.haidang.uplink.trust.Invitation;
import org.jspecify.annotations.Nullable;

/** Invites sites, admits them and shuts them out. Works beside a running server too. */
public final class SiteDesk implements Register {
    /** How long an invitation lives when nobody says otherwise. */
    public static final Duration INVITATION_LIFE = Duration.ofDays(7);

    private static final int MAX_NAME = 200;

    private final SiteStore store;
    private final Audit audit;
    private final SecureRandom random;
    private final InstantSource clock;

    public SiteDesk(SiteStore store, Audit audit, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /** The same for {@link #INVITATION_LIFE}. */
    public Invitation invite(
            Actor by, String name, @Nullable String facilityId, String address, byte[] authority) {
        return invite(by, name, facilityId, INVITATION_LIFE, address, authority);
    }

    /**
     * Makes an invitation; only what is returned can be used.
     *
     * @param by who invites
     * @param name what the site is called here
     * @param facilityId the facility that it is; null when that is made later from what it tells
     * @param life how long it may be used
     * @param address host and port as the site reaches us
     * @param authority fingerprint of our authority
     */
    public Invitation invite(
            Actor by,
            String name,
            @Nullable String facilityId,
            Duration life,
            String address,
            byte[] authority) {
        audit.append(Entry.of(by, AuditKind.SITE_INVITED).with("name", name.strip()));
        byte[] token = Invitation.newToken(random);
        Instant until = clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
        store.invite(
                new Site(
                        Ids.next(nowUs(), random),
                        name.strip(),
                        facilityId,
                        nowUs(),
                        micros(until),
                        0,
                        0,
                        "",
                        "",
                        0,
                        0,
                        ""),
                Invitation.hash(token));
        return new Invitation(address, authority, token, until);
    }

    public List<Site> all() {
        return store.all();
    }

    @Override
    public String admit(String tokenHash, String siteName, String from) throws RefusedException {
        Site site =
                store.byToken(tokenHash)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.INVITATION_UNKNOWN,
                                        "",
                                        "This centre has not given that invitation. Ask it for a"
                                                + " new one."));
        if (site.joinedUs() != 0) {
            throw new RefusedException(
                    Refusal.INVITATION_USED,
                    site.id(),
                    "This invitation was used before. If that was not you, tell the centre at"
                            + " once; ask it for a new one.");
        }
        if (site.revokedUs() != 0 || nowUs() > site.expiresUs()) {
            throw new RefusedException(
                    Refusal.INVITATION_ENDED,
                    site.id(),
                    "This invitation has ended. Ask the centre for a new one.");
        }
        audit.append(
                Entry.of(Actor.unknown(bounded(siteName), from), AuditKind.SITE_JOINED)
                        .with("name", site.name()));
        if (!store.join(site.id(), bounded(siteName), nowUs())) {
            throw new RefusedException(
                    Refusal.INVITATION_USED,
                    site.id(),
                    "This invitation was used at this very moment.");
        }
        return site.id();
    }

    /**
     * Shuts a site out: its link ends within seconds and its certificates are worth nothing.
     *
     * @param reason in the words of who does it; empty when none is given
     * @return false when there is none, or it was revoked before
     */
    public boolean revoke(Actor by, String siteId, String reason) {
        Site site = store.byId(siteId).orElse(null);
        if (site == null) {
            return false;
        }
        audit.append(
                Entry.of(by, AuditKind.SITE_REVOKED)
                        .with("name", site.name())
                        .with("reason", reason));
        return store.revoke(siteId, reason, nowUs());
    }

    private static String bounded(String name) {
        return name.substring(0, Math.min(name.length(), MAX_NAME));
    }

    @Override
    public void certified(String siteId, String serial, long untilUs) {
        store.certified(siteId, serial, untilUs);
    }

    @Override
    public boolean trusted(String siteId, String serial) {
        return store.trusted(siteId, serial, nowUs());
    }

    private long nowUs() {
        return micros(clock.instant());
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
