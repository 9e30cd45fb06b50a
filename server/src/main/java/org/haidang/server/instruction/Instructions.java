package org.haidang.server.instruction;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.AuditUnavailableException;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.fact.FactKind;
import org.haidang.server.fact.store.FactOutbox;
import org.haidang.server.instruction.InstructionRefusedException.Why;
import org.haidang.server.instruction.store.Instruction;
import org.haidang.server.instruction.store.Instruction.Answer;
import org.haidang.server.instruction.store.Instruction.Asked;
import org.haidang.server.instruction.store.Instruction.Kind;
import org.haidang.server.instruction.store.Instruction.Withdrawal;
import org.haidang.server.instruction.store.InstructionStore;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.store.Ids;
import org.haidang.server.store.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Gives instructions to sites below, takes those of the centre above, and passes on what is about a
 * facility further below. What is answered here, and what sites answer to what was passed on, is
 * told upwards as facts. Thread-safe.
 */
public final class Instructions implements SiteAnswers {
    public static final int MAX_WORDS = 2_000;
    public static final int MAX_RESULT = 1_000;

    /** Of one site, or from above, that somebody still has to do something about. */
    static final int MAX_OPEN = 1_000;

    /** Said to a site at once; the rest when it links again. */
    private static final int MAX_SAID = 1_000;

    /** Ever, from above: a centre shall not fill our disk. */
    private static final int MAX_FROM_ABOVE = 50_000;

    /** While so many facts wait, none is written about what the centre will say again anyway. */
    private static final int MAX_WAITING = 10_000;

    private static final int MAX_ID = 64;
    private static final int MAX_NAME = 200;
    private static final int MAX_HEARD = 4_000;
    private static final int LISTED = 500;
    private static final int LISTED_OPEN = 5_000;
    private static final long PAUSE_US = Duration.ofMinutes(10).toMillis() * 1_000;
    private static final System.Logger LOG = System.getLogger(Instructions.class.getName());

    private final InstructionStore store;
    private final FactOutbox outbox;
    private final CameraRegistry registry;
    private final Audit audit;
    private final News news;
    private final Sites sites;
    private final RandomGenerator random;
    private final InstantSource clock;
    private volatile Consumer<Instruction> received = instruction -> {};

    /** The sites below, as far as they matter here. */
    public interface Sites {
        /** Where a facility is worked on; empty when that is here, or the site was shut out. */
        Optional<String> siteOf(String facilityId);

        /** What the site is called that a facility is at, by facility. */
        Map<String, String> places();

        /** What a site is called; its id when it is unknown. */
        String name(String siteId);

        /** Says it to the site if it is linked; else it is said when it links. */
        void say(String siteId, Instruction instruction);
    }

    /**
     * What is asked.
     *
     * @param giver the person's name
     * @param issuer the agency or tier whose person that is
     * @param dueUs microseconds since 1970 UTC; null for no limit
     */
    public record Draft(
            String facilityId,
            Kind kind,
            String words,
            @Nullable Long dueUs,
            String giver,
            String issuer) {}

    /**
     * What the centre above says.
     *
     * @param facilityId as it is called here; as it was said
     * @param kind a name of {@link Kind}, or one that a newer program invented
     * @param dueUs 0 for no limit
     */
    public record Heard(
            String id,
            String facilityId,
            String kind,
            String words,
            long dueUs,
            String giver,
            String issuer,
            long givenUs,
            long withdrawnUs,
            String why) {}

    public Instructions(
            InstructionStore store,
            FactOutbox outbox,
            CameraRegistry registry,
            Audit audit,
            News news,
            Sites sites,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store;
        this.outbox = outbox;
        this.registry = registry;
        this.audit = audit;
        this.news = news;
        this.sites = sites;
        this.random = random;
        this.clock = clock;
    }

    /** Is told of what came from above, after it is kept; must not block for long. */
    public void onReceived(Consumer<Instruction> listener) {
        received = listener;
    }

    private long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    // ---- asking

    public Optional<Instruction> byId(String id) {
        return store.byId(id);
    }

    /**
     * The newest first, at most {@value #LISTED}; of those that are not over {@value #LISTED_OPEN}.
     *
     * @param over those that nobody has to do anything about any more, or the others
     */
    public List<Instruction> newest(boolean over) {
        return store.newest(over, over ? LISTED : LISTED_OPEN);
    }

    /** Says again what sites do not know yet; to be called now and then. */
    public void sayAgain() {
        for (String site : store.untoldSites()) {
            untold(site).forEach(this::say);
        }
    }

    /** What a site does not know yet. */
    public List<Instruction> untold(String siteId) {
        return store.untold(siteId, MAX_SAID);
    }

    /** What the site of an instruction is called; empty for one from above. */
    public String siteName(Instruction of) {
        String site = of.siteId();
        return site == null ? "" : sites.name(site);
    }

    /** Whether the site of a facility was ever told just this. */
    public boolean said(String facilityId, String words) {
        return store.said(facilityId, words);
    }

    /** What the site is called that a facility is at, by facility: about these one can be given. */
    public Map<String, String> places() {
        return sites.places();
    }

    // ---- giving

    /**
     * Gives one.
     *
     * @throws InstructionRefusedException when the facility is not at a site, or too many wait
     */
    public Instruction give(Actor by, Draft draft) throws InstructionRefusedException {
        String site =
                sites.siteOf(draft.facilityId())
                        .orElseThrow(() -> new InstructionRefusedException(Why.NO_SITE));
        if (store.open(site) >= MAX_OPEN) {
            throw new InstructionRefusedException(Why.TOO_MANY);
        }
        long nowUs = nowUs();
        Instruction made =
                new Instruction(
                        Ids.next(nowUs, random),
                        site,
                        null,
                        draft.facilityId(),
                        facility(draft.facilityId()),
                        new Asked(draft.kind(), draft.words(), draft.dueUs(), nowUs),
                        draft.giver(),
                        draft.issuer(),
                        Answer.NONE,
                        Withdrawal.NONE);
        audit.append(entry(by, AuditKind.INSTRUCTION_GIVEN, made).with("site", sites.name(site)));
        store.write(in -> {
            store.add(in, made);
            return 0;
        });
        sites.say(site, made);
        changed(made);
        return made;
    }

    /**
     * Reminds a site of a facility, unless that was done within ten minutes.
     *
     * @return what the site is called; empty when the facility is at none
     */
    public Optional<String> remind(Actor by, Draft draft) throws InstructionRefusedException {
        Optional<String> site = sites.siteOf(draft.facilityId());
        if (site.isPresent() && nowUs() - store.remindedUs(draft.facilityId()) >= PAUSE_US) {
            give(by, draft);
        }
        return site.map(sites::name);
    }

    /**
     * Takes one back that was given here.
     *
     * @throws InstructionRefusedException when it is over
     */
    public Instruction withdraw(Actor by, String who, String id, String why)
            throws InstructionRefusedException {
        Instruction known = standing(id, true);
        audit.append(entry(by, AuditKind.INSTRUCTION_WITHDRAWN, known).with("why", why));
        long nowUs = nowUs();
        store.write(in -> store.withdrawn(in, id, who, why, nowUs));
        Instruction now = store.byId(id).orElse(known);
        say(now);
        changed(now);
        return now;
    }

    private Instruction standing(String id, boolean given) throws InstructionRefusedException {
        Instruction known =
                store.byId(id)
                        .filter(one -> (one.siteId() != null) == given)
                        .orElseThrow(() -> new InstructionRefusedException(Why.OVER));
        if (known.state().over()) {
            throw new InstructionRefusedException(Why.OVER);
        }
        return known;
    }

    private void say(Instruction instruction) {
        String site = instruction.siteId();
        if (site != null) {
            sites.say(site, instruction);
        }
    }

    // ---- from above

    /**
     * Keeps what the centre says. What is kept already changes nothing.
     *
     * @param centre its name
     */
    public void take(String centre, Heard said) {
        Heard heard = bounded(said);
        if (heard.id().isEmpty() || outbox.head().waiting() > MAX_WAITING) {
            return;
        }
        Instruction known = store.byId(heard.id()).orElse(null);
        try {
            if (known != null && known.siteId() != null) {
                LOG.log(
                        Level.WARNING,
                        "{0} speaks of instruction {1} as its own",
                        centre,
                        heard.id());
            } else if (known == null) {
                keep(centre, heard);
            } else if (heard.withdrawnUs() != 0) {
                withdrawn(centre, known, heard);
            } else if (outbox.head().waiting() == 0) {
                // It did not hear: it, or we, came back from an older copy.
                tell(known.id(), InstructionFact.KEPT, "", "");
            }
        } catch (AuditUnavailableException e) {
            // What cannot be recorded is not taken; the link stays, and the centre says it again.
            LOG.log(Level.ERROR, "an instruction of the centre cannot be recorded", e);
        }
    }

    private static Heard bounded(Heard said) {
        return new Heard(
                said.id().length() > MAX_ID ? "" : clean(said.id(), MAX_ID),
                clean(said.facilityId(), MAX_ID),
                said.kind(),
                clean(said.words(), MAX_HEARD),
                said.dueUs(),
                clean(said.giver(), MAX_NAME),
                clean(said.issuer(), MAX_NAME),
                said.givenUs(),
                said.withdrawnUs(),
                clean(said.why(), MAX_HEARD));
    }

    /** No database takes a character zero. */
    private static String clean(String text, int max) {
        return text.substring(0, Math.min(text.length(), max)).replace('\0', '\ufffd');
    }

    private void keep(String centre, Heard heard) {
        Kind kind = kind(heard.kind());
        String refused = refused(heard, kind);
        if (refused != null || kind == null) {
            LOG.log(Level.WARNING, "an instruction of {0} is not taken: {1}", centre, refused);
            tell(heard.id(), InstructionFact.REFUSED, "", refused == null ? "" : refused);
            return;
        }
        long nowUs = nowUs();
        Instruction made =
                new Instruction(
                        heard.id(),
                        null,
                        null,
                        heard.facilityId(),
                        facility(heard.facilityId()),
                        new Asked(
                                kind,
                                heard.words(),
                                heard.dueUs() == 0 ? null : heard.dueUs(),
                                heard.givenUs()),
                        heard.giver(),
                        heard.issuer().isEmpty() ? centre : heard.issuer(),
                        new Answer(nowUs, 0, 0, "", 0, "", ""),
                        new Withdrawal(heard.withdrawnUs(), "", heard.why(), 0));
        audit.append(entry(Actor.server(centre), AuditKind.INSTRUCTION_RECEIVED, made));
        Instruction onwards = onwards(made);
        store.write(in -> {
            store.add(in, made);
            tell(in, made.id(), new InstructionFact(InstructionFact.KEPT, nowUs, "", ""));
            if (made.withdrawal().atUs() != 0) {
                store.withdrawalKept(in, made.id(), nowUs);
                tell(in, made.id(), new InstructionFact(InstructionFact.WITHDRAWN, nowUs, "", ""));
            } else if (onwards != null) {
                store.add(in, onwards);
            }
            return 0;
        });
        if (made.withdrawal().atUs() == 0) {
            if (onwards != null) {
                say(onwards);
            }
            received.accept(made);
        }
        changed(made);
    }

    private static @Nullable Kind kind(String said) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(said)) {
                return kind;
            }
        }
        return null;
    }

    /** Read by whoever gave it, in the centre's language or ours: short and plain. */
    private @Nullable String refused(Heard heard, @Nullable Kind kind) {
        if (kind == null) {
            return "This program does not know instructions of the kind " + heard.kind();
        }
        if (registry.facility(heard.facilityId()).isEmpty()) {
            return "There is no such facility any more";
        }
        return store.open(null) >= MAX_OPEN || store.fromAbove() >= MAX_FROM_ABOVE
                ? "Too many instructions are waiting"
                : null;
    }

    /** The same for the site that the facility is at. */
    private @Nullable Instruction onwards(Instruction above) {
        return sites.siteOf(above.facilityId())
                .map(site ->
                        new Instruction(
                                Ids.next(nowUs(), random),
                                site,
                                above.id(),
                                above.facilityId(),
                                above.facility(),
                                above.asked(),
                                above.giver(),
                                above.issuer(),
                                Answer.NONE,
                                Withdrawal.NONE))
                .orElse(null);
    }

    private void withdrawn(String centre, Instruction known, Heard heard) {
        if (known.withdrawal().keptUs() != 0) {
            if (outbox.head().waiting() == 0) {
                tell(known.id(), InstructionFact.WITHDRAWN, "", "");
            }
            return;
        }
        audit.append(
                entry(Actor.server(centre), AuditKind.INSTRUCTION_WITHDRAWN, known)
                        .with("why", heard.why()));
        long nowUs = nowUs();
        List<Instruction> passedOn =
                store.write(in -> {
                    store.withdrawn(in, known.id(), "", heard.why(), heard.withdrawnUs());
                    store.withdrawalKept(in, known.id(), nowUs);
                    tell(
                            in,
                            known.id(),
                            new InstructionFact(InstructionFact.WITHDRAWN, nowUs, "", ""));
                    List<Instruction> onwards = store.passedOn(in, known.id());
                    onwards.forEach(one ->
                            store.withdrawn(in, one.id(), "", heard.why(), heard.withdrawnUs()));
                    return onwards;
                });
        passedOn.forEach(one -> store.byId(one.id()).ifPresent(this::say));
        changed(known);
    }

    // ---- answering

    /**
     * Somebody here has seen what came from above.
     *
     * @throws InstructionRefusedException when it is over
     */
    public Instruction seen(Actor by, String who, String id) throws InstructionRefusedException {
        Instruction known = standing(id, false);
        if (known.answer().seenUs() != 0) {
            return known;
        }
        audit.append(
                entry(by, AuditKind.INSTRUCTION_ANSWERED, known)
                        .with("answer", InstructionFact.SEEN));
        InstructionFact fact = new InstructionFact(InstructionFact.SEEN, nowUs(), who, "");
        store.write(in -> seen(in, id, fact));
        return answered(known);
    }

    private boolean seen(Transaction in, String id, InstructionFact fact) {
        boolean first = store.seen(in, id, fact.person(), fact.atUs());
        if (first) {
            tell(in, id, fact);
        }
        return first;
    }

    /**
     * Somebody here has done it.
     *
     * @param result what was done
     * @throws InstructionRefusedException when it is over
     */
    public Instruction done(Actor by, String who, String id, String result)
            throws InstructionRefusedException {
        Instruction known = standing(id, false);
        audit.append(
                entry(by, AuditKind.INSTRUCTION_ANSWERED, known)
                        .with("answer", InstructionFact.DONE)
                        .with("result", result));
        InstructionFact fact = new InstructionFact(InstructionFact.DONE, nowUs(), who, result);
        store.write(in -> done(in, id, fact));
        return answered(known);
    }

    private boolean done(Transaction in, String id, InstructionFact fact) {
        boolean first = store.done(in, id, fact.person(), fact.words(), fact.atUs());
        if (first) {
            tell(in, id, fact);
        }
        return first;
    }

    private Instruction answered(Instruction before) {
        changed(before);
        return store.byId(before.id()).orElse(before);
    }

    // ---- from below

    @Override
    public Optional<Told> told(Transaction in, String siteId, String id, String body) {
        InstructionFact fact = InstructionFact.read(body);
        Instruction known =
                store.byId(in, id)
                        .filter(one -> siteId.equals(one.siteId()))
                        .orElseThrow(() ->
                                new IllegalArgumentException("no instruction of ours for it"));
        boolean first =
                switch (fact.state()) {
                    case InstructionFact.KEPT -> store.kept(in, id, fact.atUs());
                    case InstructionFact.REFUSED ->
                            store.refused(in, id, fact.words(), fact.atUs());
                    case InstructionFact.SEEN -> store.seen(in, id, fact.person(), fact.atUs());
                    case InstructionFact.DONE ->
                            store.done(in, id, fact.person(), fact.words(), fact.atUs());
                    case InstructionFact.WITHDRAWN -> store.withdrawalKept(in, id, fact.atUs());
                    default -> throw new IllegalArgumentException("no answer: " + fact.state());
                };
        if (!first) {
            return Optional.empty();
        }
        String above = known.aboveId();
        if (above != null) {
            switch (fact.state()) {
                case InstructionFact.SEEN -> seen(in, above, fact);
                case InstructionFact.DONE -> done(in, above, fact);
                default -> {
                    // That is between the site and us.
                }
            }
        }
        return Optional.of(new Told(known, fact.state(), fact.person(), fact.words()));
    }

    @Override
    public void passOn(Told told) {
        if (told.state().equals(InstructionFact.SEEN)
                || told.state().equals(InstructionFact.DONE)) {
            try {
                audit.append(
                        entry(
                                        Actor.server(siteName(told.instruction())),
                                        AuditKind.INSTRUCTION_ANSWERED,
                                        told.instruction())
                                .with("answer", told.state())
                                .with("by", told.person())
                                .with("result", told.words()));
            } catch (AuditUnavailableException e) {
                // The fact is kept, and says it too.
                LOG.log(Level.ERROR, "that a site answered cannot be recorded", e);
            }
        }
        changed(told.instruction());
    }

    // ---- words

    private void tell(String id, String state, String by, String result) {
        InstructionFact fact = new InstructionFact(state, nowUs(), by, result);
        store.write(in -> {
            tell(in, id, fact);
            return 0;
        });
    }

    private void tell(Transaction in, String id, InstructionFact fact) {
        outbox.append(in, FactKind.INSTRUCTION, id, fact.atUs(), fact::json);
    }

    private void changed(Instruction about) {
        news.tell(Topic.INSTRUCTION, about.facilityId());
    }

    private String facility(String id) {
        String name = registry.facilityName(id);
        return name == null ? id : name;
    }

    private static Entry entry(Actor by, AuditKind kind, Instruction about) {
        return Entry.of(by, kind)
                .about(Subject.facility(about.facilityId(), about.facility()))
                .with("name", about.asked().words())
                .with("kind", about.asked().kind().name())
                .with("instruction", about.id())
                .with("giver", about.giver())
                .with("issuer", about.issuer());
    }
}
