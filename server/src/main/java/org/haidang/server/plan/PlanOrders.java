package org.haidang.server.plan;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.haidang.programme.plan.Plan;
import org.haidang.programme.plan.PlanState;
import org.haidang.programme.plan.SiteParameters;
import org.haidang.programme.plan.StreamTarget;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.audit.Actor;
import org.haidang.server.instruction.InstructionRefusedException;
import org.haidang.server.instruction.InstructionRefusedException.Why;
import org.haidang.server.instruction.Instructions;
import org.haidang.server.instruction.store.Instruction.Kind;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * Tells each site what the plan in force says of its facilities, as an order: kept there until
 * somebody has seen it and says what was done. Told once for what the plan says: a version that
 * says the same of a facility tells it nothing, and a facility whose site links later is told then.
 */
public final class PlanOrders implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PlanOrders.class.getName());
    private static final long PERIOD_MS = Duration.ofMinutes(1).toMillis();
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d/M/yyyy", Locale.ROOT);

    private final Plans plans;
    private final Instructions instructions;
    private final Language language;
    private final InstantSource clock;

    /** What was told of each facility as far as this run knows; the store knows the rest. */
    private final Map<String, String> told = new HashMap<>();

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("plan-orders").factory());

    /**
     * @param language of the orders
     * @param clock real time, by which orders are due
     */
    public PlanOrders(
            Plans plans, Instructions instructions, Language language, InstantSource clock) {
        this.plans = plans;
        this.instructions = instructions;
        this.language = language;
        this.clock = clock;
    }

    /** Looks after each approval, and now and then for sites that have linked since. */
    public PlanOrders start() {
        plans.onApproved(() -> thread.execute(this::round));
        var _ =
                thread.scheduleWithFixedDelay(
                        this::round, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
        return this;
    }

    private void round() {
        try {
            tell();
        } catch (RuntimeException e) {
            // The executor would never call again.
            LOG.log(Level.WARNING, "sites are told of the plan later", e);
        }
    }

    /** Tells what is not told yet. */
    synchronized void tell() {
        Plan plan = plans.versions().inForce().orElse(null);
        if (plan == null || !(plan.state() instanceof PlanState.Approved approved)) {
            return;
        }
        Map<String, String> places = instructions.places();
        for (SiteParameters site : plan.sites()) {
            if (places.containsKey(site.facility())) {
                tell(plan, site, approved.by().name());
            }
        }
    }

    private void tell(Plan plan, SiteParameters site, String approver) {
        String words = words(plan, site);
        if (words.equals(told.get(site.facility()))) {
            return;
        }
        if (!instructions.said(site.facility(), words)) {
            try {
                instructions.give(
                        Actor.system(),
                        new Instructions.Draft(
                                site.facility(),
                                Kind.ORDER,
                                words,
                                due(site.startOn()),
                                approver,
                                Words.of(language, "plan.order.issuer")));
            } catch (InstructionRefusedException e) {
                if (e.why() == Why.TOO_MANY) {
                    LOG.log(Level.WARNING, "the site of " + site.facility() + " answers nothing");
                }
                return;
            }
        }
        told.put(site.facility(), words);
    }

    /** The end of the day; none when it is over, as in a plan of the past. */
    private @Nullable Long due(LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(ZONE).toInstant();
        return end.isAfter(clock.instant()) ? ChronoUnit.MICROS.between(Instant.EPOCH, end) : null;
    }

    private String words(Plan plan, SiteParameters site) {
        StreamTarget main = plan.template().main();
        StreamTarget sub = plan.template().sub();
        return Words.of(
                language,
                "plan.order",
                site.cameras(),
                stream(main, site.mainKbps()),
                stream(sub, site.subKbps()),
                in(site.recording().words()),
                site.retentionDays(),
                in(site.link().words()),
                DAY.format(site.startOn()),
                site.responsible());
    }

    private static String stream(StreamTarget target, int kbps) {
        return "%s %dx%d, %d fps, %d kbit/s"
                .formatted(
                        target.codec().words(),
                        target.widthPx(),
                        target.heightPx(),
                        target.fps(),
                        kbps);
    }

    private String in(Sentence sentence) {
        return language == Language.VI ? sentence.vietnamese() : sentence.english();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
