package org.haidang.server.tier;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.haidang.server.facility.ToldFacilities;
import org.haidang.server.facility.ToldFacility;
import org.haidang.server.fact.FactKind;
import org.haidang.server.fact.store.FactOutbox;
import org.haidang.server.fact.store.StoredFact;
import org.haidang.server.incident.store.IncidentFact;
import org.haidang.server.incident.store.IncidentRow;
import org.haidang.server.incident.store.IncidentStore;
import org.haidang.server.instruction.SiteAnswers;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.store.Transaction;
import org.haidang.server.tier.store.Site;
import org.haidang.server.tier.store.SiteFactStore;
import org.haidang.server.tier.store.SiteStore;
import org.haidang.uplink.wire.Fact;

/**
 * Takes what sites tell of what happened there: keeps it, lets it have its effect here, and tells
 * it on to the centre above, all in one transaction, so that nothing is lost and nothing counts
 * twice.
 *
 * <p>What is no fact, or a newer program's, is kept as it came and has no effect: a site must not
 * be held up for ever by one that cannot be understood.
 */
final class SiteFacts {
    private static final int MAX_WORD = 64;
    private static final int MAX_BODY = 256 << 10;
    private static final System.Logger LOG = System.getLogger(SiteFacts.class.getName());

    private final SiteStore sites;
    private final SiteFactStore store;
    private final IncidentStore incidents;
    private final ToldFacilities facilities;
    private final FactOutbox outbox;
    private final News news;
    private final SiteAnswers answers;

    SiteFacts(
            SiteStore sites,
            SiteFactStore store,
            IncidentStore incidents,
            ToldFacilities facilities,
            FactOutbox outbox,
            News news,
            SiteAnswers answers) {
        this.answers = answers;
        this.sites = sites;
        this.store = store;
        this.incidents = incidents;
        this.facilities = facilities;
        this.outbox = outbox;
        this.news = news;
    }

    long applied(String siteId) {
        return store.applied(siteId);
    }

    /**
     * Takes facts of a site.
     *
     * @return the newest kept, after the commit
     */
    long take(String siteId, List<Fact> facts, long nowUs) {
        Site site = sites.byId(siteId).orElse(null);
        if (site == null) {
            return 0;
        }
        Meaning meaning =
                new Meaning(
                        new IncidentRow.Keeper(siteId, site.name()),
                        sites.places(siteId),
                        sites.cameras(siteId),
                        new HashSet<>(),
                        new HashMap<>(),
                        new ArrayList<>());
        long applied =
                store.take(
                        siteId,
                        facts.stream().map(SiteFacts::bounded).toList(),
                        nowUs,
                        (in, fact) -> effect(in, meaning, fact));
        meaning.changed().forEach(facility -> news.tell(Topic.INCIDENT, facility));
        meaning.facilities()
                .forEach((facility, told) -> {
                    facilities.remembered(facility, told);
                    news.tell(Topic.STAGE, facility);
                });
        meaning.answers().forEach(answers::passOn);
        return applied;
    }

    /**
     * What the site's words mean here.
     *
     * @param changed facilities of which an incident changed
     * @param facilities what was told of facilities, to be remembered after the commit
     * @param answers what was told of instructions of ours
     */
    private record Meaning(
            IncidentRow.Keeper site,
            Map<String, String> places,
            Map<String, String> cameras,
            Set<String> changed,
            Map<String, ToldFacility> facilities,
            List<SiteAnswers.Told> answers) {}

    /** No database takes a character zero, and no table everything. */
    private static StoredFact bounded(Fact fact) {
        String body = fact.getBody().toStringUtf8();
        return new StoredFact(
                Math.max(0, fact.getNumber()),
                word(fact.getKind()),
                word(fact.getSubject()),
                fact.getHappenedUs(),
                body.length() > MAX_BODY ? "" : withoutZero(body).replace("\\u0000", "\\ufffd"));
    }

    private static String word(String said) {
        return withoutZero(said.substring(0, Math.min(said.length(), MAX_WORD)));
    }

    private static String withoutZero(String said) {
        return said.replace('\0', '\ufffd');
    }

    private void effect(Transaction in, Meaning meaning, StoredFact fact) {
        FactKind kind = FactKind.of(fact.kind()).orElse(null);
        if (kind == null) {
            return;
        }
        switch (kind) {
            case INCIDENT -> incident(in, meaning, fact);
            case FACILITY -> facility(in, meaning, fact);
            case INSTRUCTION -> instruction(in, meaning, fact);
            case CAMERA_STATE, COVERAGE -> {
                String camera = meaning.cameras().get(fact.subject());
                if (camera != null) {
                    outbox.append(in, kind, camera, fact.happenedUs(), fact::body);
                }
            }
            case AUDIT_ANCHOR, PASSED_OVER -> {
                // To be compared, and to be read: they change nothing.
            }
        }
    }

    private void facility(Transaction in, Meaning meaning, StoredFact fact) {
        String facility = meaning.places().get(fact.subject());
        if (facility == null) {
            return;
        }
        ToldFacility told;
        try {
            told = ToldFacility.read(fact.body());
        } catch (IllegalArgumentException e) {
            withoutEffect(meaning, fact, e);
            return;
        }
        ToldFacility here =
                told.connected(
                        told.connected().stream()
                                .map(meaning.cameras()::get)
                                .filter(Objects::nonNull)
                                .toList());
        facilities.put(in, meaning.site().siteId(), facility, fact.happenedUs(), here);
        meaning.facilities().put(facility, here);
    }

    private void instruction(Transaction in, Meaning meaning, StoredFact fact) {
        try {
            answers.told(in, meaning.site().siteId(), fact.subject(), fact.body())
                    .ifPresent(meaning.answers()::add);
        } catch (IllegalArgumentException e) {
            withoutEffect(meaning, fact, e);
        }
    }

    private static void withoutEffect(
            Meaning meaning, StoredFact fact, IllegalArgumentException why) {
        LOG.log(
                Level.WARNING,
                "site {0}: fact {1} is kept without effect: {2}",
                meaning.site().siteId(),
                Long.toString(fact.number()),
                why.getMessage());
    }

    private void incident(Transaction in, Meaning meaning, StoredFact fact) {
        IncidentFact told;
        IncidentRow row;
        try {
            told = IncidentFact.read(fact.body());
            row =
                    told.row(
                            meaning.places().getOrDefault(told.place(), told.place()),
                            told.cameras().stream()
                                    .map(meaning.cameras()::get)
                                    .filter(Objects::nonNull)
                                    .toList(),
                            meaning.site());
        } catch (IllegalArgumentException e) {
            withoutEffect(meaning, fact, e);
            return;
        }
        if (incidents.take(in, row, told.done())) {
            meaning.changed().add(row.facilityId());
        } else {
            LOG.log(
                    Level.WARNING,
                    "site {0}: incident {1} is another''s and stays as it is",
                    meaning.site().siteId(),
                    row.id());
        }
    }
}
