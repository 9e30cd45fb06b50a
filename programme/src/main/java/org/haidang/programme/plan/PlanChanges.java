package org.haidang.programme.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;

/** What differs between two versions of a plan. */
public final class PlanChanges {

    private static final Sentence NONE = new Sentence("–", "–");
    private static final Sentence PRESENT = new Sentence("có", "present");

    private PlanChanges() {}

    /**
     * One difference.
     *
     * @param facility null when it is about the template
     */
    public record Change(@Nullable String facility, Term term, Sentence before, Sentence after) {}

    /** The template first, then the sites by id; a site that came or went is one change. */
    public static List<Change> between(Plan before, Plan after) {
        List<Change> changes = new ArrayList<>();
        differences(changes, null, terms(before.template()), terms(after.template()));
        TreeSet<String> facilities =
                Stream.concat(before.sites().stream(), after.sites().stream())
                        .map(SiteParameters::facility)
                        .collect(Collectors.toCollection(TreeSet::new));
        for (String facility : facilities) {
            Optional<SiteParameters> was = before.site(facility);
            Optional<SiteParameters> is = after.site(facility);
            if (was.isPresent() && is.isPresent()) {
                differences(changes, facility, terms(was.get()), terms(is.get()));
            } else {
                changes.add(
                        new Change(
                                facility,
                                Term.SITE,
                                was.isPresent() ? PRESENT : NONE,
                                is.isPresent() ? PRESENT : NONE));
            }
        }
        return changes;
    }

    private static void differences(
            List<Change> changes,
            @Nullable String facility,
            Map<Term, Sentence> before,
            Map<Term, Sentence> after) {
        before.forEach((term, was) -> {
            Sentence is = after.getOrDefault(term, NONE);
            if (!was.equals(is)) {
                changes.add(new Change(facility, term, was, is));
            }
        });
    }

    private static Map<Term, Sentence> terms(PlanTemplate template) {
        Map<Term, Sentence> terms = new EnumMap<>(Term.class);
        terms.put(Term.MAIN_PICTURE, picture(template.main()));
        terms.put(Term.MAIN_KBPS, SiteParameters.same(template.main().kbps()));
        terms.put(Term.SUB_PICTURE, picture(template.sub()));
        terms.put(Term.SUB_KBPS, SiteParameters.same(template.sub().kbps()));
        terms.put(Term.RECORDING, template.recording().words());
        terms.put(Term.RETENTION, SiteParameters.same(template.retentionDays()));
        terms.put(Term.LINK, template.link().words());
        terms.put(Term.SUPPLIES, supplies(template));
        terms.put(
                Term.VIEWING,
                new Sentence(
                        "tỉnh "
                                + template.viewing().provinceMainViews()
                                + ", trung ương "
                                + template.viewing().nationMainViews(),
                        "province "
                                + template.viewing().provinceMainViews()
                                + ", nation "
                                + template.viewing().nationMainViews()));
        terms.put(Term.HEADROOM, SiteParameters.same(template.headroomPercent()));
        return terms;
    }

    private static Map<Term, Sentence> terms(SiteParameters site) {
        Map<Term, Sentence> terms = new EnumMap<>(Term.class);
        terms.put(Term.CAMERAS, SiteParameters.same(site.cameras()));
        terms.put(Term.MAIN_KBPS, SiteParameters.same(site.mainKbps()));
        terms.put(Term.SUB_KBPS, SiteParameters.same(site.subKbps()));
        terms.put(Term.RECORDING, site.recording().words());
        terms.put(Term.RETENTION, SiteParameters.same(site.retentionDays()));
        terms.put(Term.LINK, site.link().words());
        Integer uplink = site.uplinkKbps();
        terms.put(Term.UPLINK, uplink == null ? NONE : SiteParameters.same(uplink));
        terms.put(Term.START, SiteParameters.same(site.startOn()));
        terms.put(Term.RESPONSIBLE, SiteParameters.same(site.responsible()));
        return terms;
    }

    private static Sentence picture(StreamTarget stream) {
        return SiteParameters.same(
                stream.codec().words()
                        + ", "
                        + stream.widthPx()
                        + "×"
                        + stream.heightPx()
                        + ", "
                        + stream.fps()
                        + " fps");
    }

    private static Sentence supplies(PlanTemplate template) {
        List<Sentence> parts = new ArrayList<>();
        Arrays.stream(Supply.values())
                .forEach(supply -> {
                    Supply.By by = template.supplies().get(supply);
                    if (by != null) {
                        parts.add(
                                new Sentence(
                                        supply.words().vietnamese()
                                                + ": "
                                                + by.words().vietnamese(),
                                        supply.words().english() + ": " + by.words().english()));
                    }
                });
        return new Sentence(
                parts.stream().map(Sentence::vietnamese).collect(Collectors.joining("; ")),
                parts.stream().map(Sentence::english).collect(Collectors.joining("; ")));
    }
}
