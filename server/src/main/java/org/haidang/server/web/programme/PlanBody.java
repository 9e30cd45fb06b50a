package org.haidang.server.web.programme;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.haidang.programme.plan.Codec;
import org.haidang.programme.plan.LinkType;
import org.haidang.programme.plan.PlanTemplate;
import org.haidang.programme.plan.RecordingMode;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.programme.plan.StreamTarget;
import org.haidang.programme.plan.Supply;
import org.haidang.programme.plan.Term;
import org.haidang.programme.plan.ViewingShare;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.ProblemException.Field;
import org.jspecify.annotations.Nullable;

/** Reads what a browser sends for a plan, and names every mistake in it at once. */
final class PlanBody {
    record StreamBody(
            @Nullable String codec,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer fps,
            @Nullable Integer kbps) {}

    record TemplateBody(
            @Nullable StreamBody main,
            @Nullable StreamBody sub,
            @Nullable String recording,
            @Nullable Integer retentionDays,
            @Nullable String link,
            @Nullable Map<String, String> supplies,
            @Nullable Integer provinceViews,
            @Nullable Integer nationViews,
            @Nullable Integer headroomPercent) {}

    record SiteBody(
            @Nullable Integer version,
            @Nullable Integer cameras,
            @Nullable Integer mainKbps,
            @Nullable Integer subKbps,
            @Nullable String recording,
            @Nullable Integer retentionDays,
            @Nullable String link,
            @Nullable Integer uplinkKbps,
            @Nullable String startOn,
            @Nullable String responsible,
            @Nullable Map<String, String> reasons) {}

    private final List<Field> mistakes = new ArrayList<>();

    private PlanBody() {}

    static PlanTemplate template(@Nullable TemplateBody body) {
        PlanBody read = new PlanBody();
        if (body == null) {
            throw ProblemException.invalid("template", "field.required");
        }
        StreamTarget main = read.stream("main", body.main());
        StreamTarget sub = read.stream("sub", body.sub());
        RecordingMode recording = read.choice("recording", body.recording(), RecordingMode.class);
        int days = read.number("retentionDays", body.retentionDays(), 1, 90);
        LinkType link = read.choice("link", body.link(), LinkType.class);
        Map<Supply, Supply.By> supplies = read.supplies(body.supplies());
        int province = read.number("provinceViews", body.provinceViews(), 0, ViewingShare.MAX);
        int nation = read.number("nationViews", body.nationViews(), 0, ViewingShare.MAX);
        int headroom =
                read.number(
                        "headroomPercent",
                        body.headroomPercent(),
                        0,
                        PlanTemplate.MAX_HEADROOM_PERCENT);
        if (sub != null && main != null && sub.kbps() > main.kbps()) {
            read.mistakes.add(new Field("sub.kbps", "plan.sub-larger", List.of()));
        }
        read.done();
        if (main == null || sub == null || recording == null || link == null) {
            throw new IllegalStateException("a mistake was not named");
        }
        return new PlanTemplate(
                main,
                sub,
                recording,
                days,
                link,
                supplies,
                new ViewingShare(province, nation),
                headroom);
    }

    /**
     * What is left out is as the plan says of the site already, or as the template has it.
     *
     * @param cameras how many there are when nobody says
     */
    static SiteParameters site(
            String facilityId,
            SiteBody body,
            PlanTemplate template,
            @Nullable SiteParameters before,
            int cameras) {
        PlanBody read = new PlanBody();
        SiteParameters as =
                before == null
                        ? SiteParameters.asTemplate(
                                facilityId,
                                Math.clamp(cameras, 1, SiteParameters.MAX_CAMERAS),
                                template,
                                LocalDate.EPOCH,
                                "-")
                        : before;
        Integer uplink = body.uplinkKbps();
        SiteParameters site =
                new SiteParameters(
                        facilityId,
                        read.number(
                                "cameras",
                                given(body.cameras(), as.cameras()),
                                1,
                                SiteParameters.MAX_CAMERAS),
                        read.kbps("mainKbps", given(body.mainKbps(), as.mainKbps())),
                        read.kbps("subKbps", given(body.subKbps(), as.subKbps())),
                        Optional.ofNullable(
                                        body.recording() == null
                                                ? null
                                                : read.choice(
                                                        "recording",
                                                        body.recording(),
                                                        RecordingMode.class))
                                .orElse(as.recording()),
                        read.number(
                                "retentionDays",
                                given(body.retentionDays(), as.retentionDays()),
                                1,
                                90),
                        Optional.ofNullable(
                                        body.link() == null
                                                ? null
                                                : read.choice("link", body.link(), LinkType.class))
                                .orElse(as.link()),
                        uplink == null
                                ? null
                                : (Integer)
                                        read.number(
                                                "uplinkKbps",
                                                uplink,
                                                0,
                                                SiteParameters.MAX_UPLINK_KBPS),
                        read.day("startOn", body.startOn(), before),
                        read.responsible(body.responsible(), before),
                        read.reasons(body.reasons(), as));
        read.done();
        return site;
    }

    private static Integer given(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private @Nullable StreamTarget stream(String name, @Nullable StreamBody body) {
        if (body == null) {
            mistakes.add(new Field(name, "field.required", List.of()));
            return null;
        }
        Codec codec = choice(name + ".codec", body.codec(), Codec.class);
        int width = number(name + ".width", body.width(), 160, 7_680);
        int height = number(name + ".height", body.height(), 120, 4_320);
        int fps = number(name + ".fps", body.fps(), 1, 60);
        int kbps = kbps(name + ".kbps", body.kbps());
        return codec == null ? null : new StreamTarget(codec, width, height, fps, kbps);
    }

    private int kbps(String field, @Nullable Integer value) {
        return number(field, value, StreamTarget.MIN_KBPS, StreamTarget.MAX_KBPS);
    }

    /** A number in its range; the least one where it was a mistake. */
    private int number(String field, @Nullable Integer value, int min, int max) {
        if (value == null) {
            mistakes.add(new Field(field, "field.required", List.of()));
            return min;
        }
        if (value < min || value > max) {
            mistakes.add(new Field(field, "field.range", List.of(min, max)));
            return min;
        }
        return value;
    }

    private <E extends Enum<E>> @Nullable E choice(
            String field, @Nullable String value, Class<E> type) {
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(value)) {
                return one;
            }
        }
        mistakes.add(
                value == null
                        ? new Field(field, "field.required", List.of())
                        : new Field(
                                field,
                                "field.type",
                                List.of(
                                        Stream.of(type.getEnumConstants())
                                                .map(Enum::name)
                                                .collect(Collectors.joining(", ")))));
        return null;
    }

    private Map<Supply, Supply.By> supplies(@Nullable Map<String, String> body) {
        Map<Supply, Supply.By> supplies = new EnumMap<>(Supply.class);
        for (Supply supply : Supply.values()) {
            Supply.By by =
                    choice(
                            "supplies." + supply.name(),
                            body == null ? null : body.get(supply.name()),
                            Supply.By.class);
            supplies.put(supply, by == null ? Supply.By.FACILITY : by);
        }
        return supplies;
    }

    private LocalDate day(String field, @Nullable String text, @Nullable SiteParameters before) {
        if (text == null && before != null) {
            return before.startOn();
        }
        try {
            if (text != null) {
                return LocalDate.parse(text);
            }
            mistakes.add(new Field(field, "field.required", List.of()));
        } catch (DateTimeParseException e) {
            mistakes.add(new Field(field, "field.type", List.of("yyyy-MM-dd")));
        }
        return LocalDate.EPOCH;
    }

    private String responsible(@Nullable String text, @Nullable SiteParameters before) {
        if (text == null && before != null) {
            return before.responsible();
        }
        String normal = text == null ? "" : VietnameseText.normalise(text);
        if (normal.isEmpty()) {
            mistakes.add(new Field("responsible", "field.required", List.of()));
            return "-";
        }
        if (normal.length() > SiteParameters.MAX_RESPONSIBLE) {
            mistakes.add(
                    new Field(
                            "responsible", "field.long", List.of(SiteParameters.MAX_RESPONSIBLE)));
            return "-";
        }
        return normal;
    }

    private Map<Term, String> reasons(@Nullable Map<String, String> body, SiteParameters before) {
        if (body == null) {
            return before.reasons();
        }
        Map<Term, String> reasons = new EnumMap<>(Term.class);
        body.forEach((name, text) -> {
            Term term = choice("reasons." + name, name, Term.class);
            if (term != null && text != null) {
                if (text.length() > SiteParameters.MAX_REASON) {
                    mistakes.add(
                            new Field(
                                    "reasons." + name,
                                    "field.long",
                                    List.of(SiteParameters.MAX_REASON)));
                } else {
                    reasons.put(term, text);
                }
            }
        });
        return reasons;
    }

    private void done() {
        if (!mistakes.isEmpty()) {
            throw ProblemException.invalid(mistakes);
        }
    }
}
