package org.haidang.server.report;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.haidang.programme.facility.CameraState;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.FacilityState;
import org.haidang.programme.facility.Finding;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.report.Remaining;
import org.haidang.programme.report.ReportFigures;
import org.haidang.programme.report.Split;
import org.haidang.programme.report.Step;
import org.haidang.programme.vietnamese.VietnameseOrder;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.store.StepRow;
import org.haidang.server.report.ReportKnowledge.Known;
import org.haidang.server.store.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Counts where facilities and cameras stood at a moment, now or earlier, from the steps they took.
 */
final class Figures {
    /** The figures and the facilities that were counted. */
    record Taken(ReportFigures figures, Set<String> facilities) {}

    /** What was true of one facility. */
    private record Stood(
            Facility facility, Step taken, @Nullable Finding finding, String owner, Known known) {}

    private final CameraRegistry registry;
    private final Lives lives;
    private final ReportKnowledge knowledge;
    private final InstantSource clock;

    Figures(CameraRegistry registry, Lives lives, ReportKnowledge knowledge, InstantSource clock) {
        this.registry = registry;
        this.lives = lives;
        this.knowledge = knowledge;
        this.clock = clock;
    }

    /**
     * @param cutOff not later than now
     * @param counted which facilities the report is about
     */
    Taken at(Instant cutOff, String area, Predicate<Facility> counted) {
        boolean now = !cutOff.isBefore(clock.instant().minusSeconds(1));
        long cutOffUs = ReportRows.us(cutOff);
        Map<String, Known> known = knowledge.facilities();
        List<Stood> all = new ArrayList<>();
        for (Facility facility : registry.facilities()) {
            if (counted.test(facility) && madeBy(facility.id(), cutOffUs)) {
                Stood stood =
                        stood(facility, cutOffUs, known.getOrDefault(facility.id(), Known.NOTHING));
                if (stood != null) {
                    all.add(stood);
                }
            }
        }
        all.sort(Comparator.comparing(one -> one.facility().name(), VietnameseOrder.TEXT));
        Set<String> ids = new HashSet<>();
        all.forEach(one -> ids.add(one.facility().id()));
        ReportFigures figures =
                new ReportFigures(
                        cutOff, area, steps(all), cameras(all, ids, cutOffUs, now), remaining(all));
        return new Taken(figures, ids);
    }

    /**
     * Facilities that came to the register later are not in the figures. In an exercise the
     * programme has a clock of its own, and ids tell nothing: they come from its future.
     */
    private boolean madeBy(String id, long cutOffUs) {
        long madeUs = Ids.wallUs(id);
        return madeUs <= cutOffUs || madeUs > ReportRows.us(clock.instant());
    }

    /** Null for one that was closed: it counts nowhere. */
    private @Nullable Stood stood(Facility facility, long cutOffUs, Known known) {
        var row = lives.facility(facility.id());
        FacilityState state = row.state();
        FacilityStage stage = state.stage();
        boolean current = row.sinceUs() <= cutOffUs;
        if (!current) {
            stage = stageAt(facility.id(), cutOffUs);
        }
        if (stage == FacilityStage.CLOSED) {
            return null;
        }
        Finding finding = null;
        String owner = "";
        if (current && state instanceof FacilityState.NotEligible not) {
            finding = not.finding();
            owner = not.owner();
        } else if (current && state instanceof FacilityState.Conditional conditional) {
            finding = conditional.findings().isEmpty() ? null : conditional.findings().getFirst();
        }
        return new Stood(facility, Step.taken(stage), finding, owner, known);
    }

    private FacilityStage stageAt(String id, long cutOffUs) {
        FacilityStage stage = FacilityStage.REGISTERED;
        for (StepRow step : lives.facilitySteps(id)) {
            if (step.atUs() <= cutOffUs) {
                stage = FacilityStage.valueOf(step.to());
            }
        }
        return stage;
    }

    private static Map<Step, Split> steps(List<Stood> all) {
        Map<Step, Split> steps = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            Map<Body, Long> counts =
                    all.stream()
                            .filter(one -> one.taken().compareTo(step) >= 0)
                            .collect(
                                    Collectors.groupingBy(
                                            one -> Body.of(one.known().body()),
                                            Collectors.counting()));
            steps.put(
                    step,
                    new Split(
                            count(counts, Body.MILITARY),
                            count(counts, Body.CIVIL),
                            count(counts, Body.HOTEL),
                            count(counts, Body.UNSAID)));
        }
        return steps;
    }

    private enum Body {
        MILITARY,
        CIVIL,
        HOTEL,
        UNSAID;

        static Body of(@Nullable ManagingBody body) {
            if (body == null) {
                return UNSAID;
            }
            return switch (body) {
                case MILITARY -> MILITARY;
                case CIVIL -> CIVIL;
                case HOTEL -> HOTEL;
            };
        }
    }

    private static int count(Map<Body, Long> counts, Body body) {
        return Math.toIntExact(counts.getOrDefault(body, 0L));
    }

    private ReportFigures.Cameras cameras(
            List<Stood> all, Set<String> facilities, long cutOffUs, boolean now) {
        List<String> existing = new ArrayList<>();
        int connected = 0;
        for (Camera camera : registry.all()) {
            if (!facilities.contains(camera.facilityId()) || !madeBy(camera.id(), cutOffUs)) {
                continue;
            }
            CameraState state = stateAt(camera.id(), cutOffUs);
            if (state == CameraState.RETIRED) {
                continue;
            }
            existing.add(camera.id());
            if (state == CameraState.CONNECTED || state.health()) {
                connected++;
            }
        }
        int required = all.stream().mapToInt(one -> one.known().requiredPlaces()).sum();
        return new ReportFigures.Cameras(
                required, existing.size(), connected, now ? knowledge.online(existing) : null);
    }

    private CameraState stateAt(String id, long cutOffUs) {
        var row = lives.camera(id);
        if (row.sinceUs() <= cutOffUs) {
            return row.state();
        }
        CameraState state = CameraState.DECLARED;
        for (StepRow step : lives.cameraSteps(id)) {
            if (step.atUs() <= cutOffUs) {
                state = CameraState.valueOf(step.to());
            }
        }
        return state;
    }

    private static List<Remaining> remaining(Collection<Stood> all) {
        List<Remaining> remaining = new ArrayList<>();
        for (Stood one : all) {
            if (one.taken() != Step.CONNECTED) {
                Finding finding = one.finding();
                ReasonCode code = finding == null ? null : finding.code();
                Step step = one.taken().next();
                remaining.add(
                        new Remaining(
                                one.facility().name(),
                                step,
                                code,
                                finding == null ? "" : finding.text(),
                                one.owner().isBlank() ? whoActs(step) : one.owner(),
                                one.known().telephone()));
            }
        }
        return remaining;
    }

    /** As the dispatch gives the tasks. */
    private static String whoActs(Step missing) {
        return switch (missing) {
            case REGISTERED, CONTACT_NAMED -> "Bộ Chỉ huy Quân sự tỉnh";
            case SURVEYED, ELIGIBLE -> "Sở Thông tin và Truyền thông";
            case PLANNED -> "Ủy ban nhân dân tỉnh";
            case CONNECTED -> "VNPT";
        };
    }
}
