package org.haidang.programme.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.programme.vietnamese.VietnameseText;
import org.jspecify.annotations.Nullable;

/**
 * What the plan says of one site.
 *
 * @param facility its id
 * @param cameras to be connected, 1 to {@value #MAX_CAMERAS}
 * @param uplinkKbps as measured at the site; null while nobody has measured
 * @param responsible the person or office that brings it about, 1 to {@value #MAX_RESPONSIBLE}
 *     characters
 * @param reasons why the site differs from the template, by what differs; each at most {@value
 *     #MAX_REASON} characters
 */
public record SiteParameters(
        String facility,
        int cameras,
        int mainKbps,
        int subKbps,
        RecordingMode recording,
        int retentionDays,
        LinkType link,
        @Nullable Integer uplinkKbps,
        LocalDate startOn,
        String responsible,
        Map<Term, String> reasons) {

    public static final int MAX_CAMERAS = 500;
    public static final int MAX_UPLINK_KBPS = 100_000_000;
    public static final int MAX_RESPONSIBLE = 200;
    public static final int MAX_REASON = 1_000;

    public SiteParameters {
        if (facility.isBlank()) {
            throw new IllegalArgumentException("a site is a facility");
        }
        StreamTarget.require("cameras", cameras, 1, MAX_CAMERAS);
        StreamTarget.require("main kbit/s", mainKbps, StreamTarget.MIN_KBPS, StreamTarget.MAX_KBPS);
        StreamTarget.require("sub kbit/s", subKbps, StreamTarget.MIN_KBPS, StreamTarget.MAX_KBPS);
        StreamTarget.require(
                "retention in days",
                retentionDays,
                PlanTemplate.MIN_RETENTION_DAYS,
                PlanTemplate.MAX_RETENTION_DAYS);
        if (uplinkKbps != null) {
            StreamTarget.require("uplink in kbit/s", uplinkKbps, 0, MAX_UPLINK_KBPS);
        }
        responsible = VietnameseText.normalise(responsible);
        if (responsible.isEmpty() || responsible.length() > MAX_RESPONSIBLE) {
            throw new IllegalArgumentException("somebody is responsible: '" + responsible + "'");
        }
        Map<Term, String> kept = new EnumMap<>(Term.class);
        reasons.forEach((term, reason) -> {
            String text = VietnameseText.normalise(reason);
            if (text.length() > MAX_REASON) {
                throw new IllegalArgumentException(term + ": " + text.length() + " characters");
            }
            if (!text.isEmpty()) {
                kept.put(term, text);
            }
        });
        reasons = Map.copyOf(kept);
    }

    /** As the template has it, nothing measured. */
    public static SiteParameters asTemplate(
            String facility,
            int cameras,
            PlanTemplate template,
            LocalDate startOn,
            String responsible) {
        return new SiteParameters(
                facility,
                cameras,
                template.main().kbps(),
                template.sub().kbps(),
                template.recording(),
                template.retentionDays(),
                template.link(),
                null,
                startOn,
                responsible,
                Map.of());
    }

    /**
     * Where a site differs from the template.
     *
     * @param reason empty while nobody has given one
     */
    public record Deviation(Term term, Sentence template, Sentence site, String reason) {}

    public List<Deviation> deviations(PlanTemplate template) {
        List<Deviation> found = new ArrayList<>();
        add(found, Term.MAIN_KBPS, same(template.main().kbps()), same(mainKbps));
        add(found, Term.SUB_KBPS, same(template.sub().kbps()), same(subKbps));
        add(found, Term.RECORDING, template.recording().words(), recording.words());
        add(found, Term.RETENTION, same(template.retentionDays()), same(retentionDays));
        add(found, Term.LINK, template.link().words(), link.words());
        return found;
    }

    private void add(List<Deviation> found, Term term, Sentence template, Sentence site) {
        if (!template.equals(site)) {
            found.add(new Deviation(term, template, site, reasons.getOrDefault(term, "")));
        }
    }

    static Sentence same(Object value) {
        return new Sentence(value.toString(), value.toString());
    }
}
