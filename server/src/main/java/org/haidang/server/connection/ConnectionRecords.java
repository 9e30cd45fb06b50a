package org.haidang.server.connection;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.haidang.programme.connection.ConnectionRecord;
import org.haidang.programme.connection.ConnectionRecord.Party;
import org.haidang.programme.connection.ConnectionRecord.RecordedCamera;
import org.haidang.programme.connection.ConnectionRecord.Signature;
import org.haidang.programme.connection.ConnectionRecord.State;
import org.haidang.programme.connection.ConnectionRecord.Withdrawal;
import org.haidang.programme.facility.ConnectionFacts;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.plan.PlanVersions;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.audit.Actor;
import org.haidang.server.audit.Audit;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Entry;
import org.haidang.server.audit.Subject;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.connection.Connections.CameraLook;
import org.haidang.server.connection.Connections.FacilityLook;
import org.haidang.server.connection.store.Judgement;
import org.haidang.server.connection.store.RecordStore;
import org.haidang.server.connection.store.RecordStore.Kept;
import org.haidang.server.facility.Lives;
import org.haidang.server.facility.StepRefusedException;
import org.haidang.server.news.News;
import org.haidang.server.news.Topic;
import org.haidang.server.store.Ids;

/** Draws up connection records, and has them signed. Acts pass one at a time. Thread-safe. */
public final class ConnectionRecords {
    private final Connections connections;
    private final RecordStore store;
    private final Lives lives;
    private final CameraRegistry registry;
    private final Audit audit;
    private final News news;
    private final RandomGenerator random;
    private final InstantSource clock;

    ConnectionRecords(
            Connections connections,
            RecordStore store,
            Lives lives,
            CameraRegistry registry,
            Audit audit,
            News news,
            RandomGenerator random,
            InstantSource clock) {
        this.connections = connections;
        this.store = store;
        this.lives = lives;
        this.registry = registry;
        this.audit = audit;
        this.news = news;
        this.random = random;
        this.clock = clock;
    }

    /** Newest first. */
    public List<Kept> ofFacility(String facilityId) {
        return store.ofFacility(facilityId);
    }

    public Optional<Kept> byId(String id) {
        return store.byId(id);
    }

    /**
     * Freezes what is measured now.
     *
     * @throws StepRefusedException while no approved plan covers it, connecting was not ordered, or
     *     another record is open
     */
    public synchronized Kept drawUp(FacilityLook look, Actor by) {
        String facilityId = look.facility().id();
        if (!(look.plan() instanceof PlanVersions.Covered plan)) {
            throw new StepRefusedException(((PlanVersions.NotCovered) look.plan()).reason());
        }
        if (!connections.takesPart(facilityId)) {
            throw refused(
                    "Chưa giao việc kết nối cơ sở này nên chưa lập biên bản được.",
                    "Connecting this facility is not ordered, so there is nothing to record yet.");
        }
        boolean open =
                store.ofFacility(facilityId).stream()
                        .anyMatch(kept -> kept.record().state() == State.OPEN);
        if (open) {
            throw refused(
                    "Đang có biên bản chưa ký xong; hãy ký tiếp hoặc rút lại biên bản đó.",
                    "There is a record that waits for signatures; sign or withdraw that one.");
        }
        Instant at = now();
        ConnectionRecord record =
                ConnectionRecord.drawUp(
                        Ids.next(Measurements.us(at), random),
                        facilityId,
                        plan.evidence(),
                        at,
                        connections.limits(),
                        look.cameras().stream().map(ConnectionRecords::recorded).toList(),
                        look.missing().isEmpty()
                                ? new ZoneSufficiency.Enough()
                                : new ZoneSufficiency.Missing(look.missing()));
        Kept kept = new Kept(record, person(by), name(by));
        note(facilityId, by, "drawn-up", record.id());
        store.add(kept);
        news.tell(Topic.CONNECTION, facilityId);
        return kept;
    }

    /** Times as the database keeps them, so that a record read again equals this one. */
    private static RecordedCamera recorded(CameraLook look) {
        ConnectionFacts facts = look.facts();
        Instant keyPicture = facts.lastKeyPicture();
        return new RecordedCamera(
                look.camera().id(),
                look.camera().name(),
                look.place(),
                look.acceptance().map(Judgement::pictureSha256).orElse(""),
                look.acceptance().map(Judgement::byName).orElse(""),
                new ConnectionFacts(
                        facts.at().truncatedTo(ChronoUnit.MICROS),
                        facts.linkUp(),
                        keyPicture == null ? null : keyPicture.truncatedTo(ChronoUnit.MICROS),
                        facts.firstPicture(),
                        facts.clock(),
                        facts.zoneSet(),
                        look.acceptance().isPresent(),
                        facts.credential(),
                        facts.availableInLastDay()));
    }

    /**
     * Signs for a party. With the last signature the facility begins to operate.
     *
     * @throws StepRefusedException as the programme's rules refuse it
     */
    public synchronized ConnectionRecord sign(ConnectionRecord record, Party party, Actor by) {
        Signature signature = new Signature(party, person(by), name(by), now());
        ConnectionRecord signed = done(record.sign(signature));
        FacilityStage stage = lives.facility(record.facility()).state().stage();
        boolean last = signed.state() == State.CLOSED;
        if (last && stage == FacilityStage.CONNECTING) {
            throw refused(
                    "Cơ sở chưa ở trạng thái đã kết nối; hệ thống kiểm tra mỗi phút, hãy chờ rồi ký lại.",
                    "The facility does not stand at connected yet; it is checked each minute, wait and sign again.");
        }
        note(record.facility(), by, "signed " + party.name(), record.id());
        store.sign(record.id(), signature);
        signed.evidence()
                .filter(_ -> stage == FacilityStage.CONNECTED)
                .ifPresent(evidence ->
                        lives.advance(record.facility(), FacilityStage.OPERATING, by, evidence));
        news.tell(Topic.CONNECTION, record.facility());
        return signed;
    }

    public synchronized ConnectionRecord withdraw(
            ConnectionRecord record, String reason, Actor by) {
        Withdrawal withdrawal = new Withdrawal(person(by), name(by), now(), reason);
        ConnectionRecord withdrawn = done(record.withdraw(withdrawal));
        note(record.facility(), by, "withdrawn", record.id());
        store.withdraw(record.id(), withdrawal);
        news.tell(Topic.CONNECTION, record.facility());
        return withdrawn;
    }

    private void note(String facilityId, Actor by, String what, String record) {
        audit.append(
                Entry.of(by, AuditKind.CONNECTION_SIGNED)
                        .about(Subject.facility(facilityId, registry.facilityName(facilityId)))
                        .with("what", what)
                        .with("record", record));
    }

    private static ConnectionRecord done(ConnectionRecord.Outcome outcome) {
        return switch (outcome) {
            case ConnectionRecord.Done(ConnectionRecord record) -> record;
            case ConnectionRecord.Refused(Sentence reason) ->
                    throw new StepRefusedException(reason);
        };
    }

    private static StepRefusedException refused(String vietnamese, String english) {
        return new StepRefusedException(new Sentence(vietnamese, english));
    }

    private static String person(Actor by) {
        String id = by.userId();
        if (id == null) {
            throw new IllegalArgumentException("a record is signed by a person");
        }
        return id;
    }

    private static String name(Actor by) {
        String name = by.person();
        return name == null || name.isBlank() ? person(by) : name;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
