package org.haidang.server.web.programme;

import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.haidang.programme.connection.ConnectionRecord;
import org.haidang.programme.connection.ConnectionRecord.Party;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.connection.ConnectionPaper;
import org.haidang.server.connection.ConnectionRecords;
import org.haidang.server.connection.Connections;
import org.haidang.server.connection.store.RecordStore.Kept;
import org.haidang.server.document.OfficialDocument;
import org.haidang.server.rights.Action;
import org.haidang.server.web.programme.ConnectionViews.Reader;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Connecting facilities, and their connection records. */
@RestController
@RequestMapping("/api/v1")
final class ConnectionController {
    /** A paper with all its pictures takes some 30 MB while it is written. */
    private static final int PRINTED_AT_ONCE = 2;

    record SignatureBody(@Nullable String recordId, @Nullable String party) {}

    record WithdrawalBody(@Nullable String recordId, @Nullable String reason) {}

    private final Services services;
    private final Gate gate;
    private final ConnectionViews views;
    private final Acts acts;
    private final Semaphore printing = new Semaphore(PRINTED_AT_ONCE);

    ConnectionController(Services services, Gate gate, Acts acts) {
        this.services = services;
        this.gate = gate;
        this.acts = acts;
        this.views = new ConnectionViews(services, gate);
    }

    private Connections connections() {
        return services.connections();
    }

    /** What needs somebody comes first; what runs and what is closed last. */
    @GetMapping("/connections")
    @Needs(value = Action.CONNECTION_READ, on = Needs.On.SOMEWHERE)
    List<ConnectionViews.RowView> all(Caller caller, Language language) {
        return services.registry().facilities().stream()
                .filter(facility -> gate.may(caller, Action.CONNECTION_READ, facility))
                .map(connections()::look)
                .sorted(Comparator.comparing(look -> urgency(look.stage())))
                .map(look -> views.row(look, new Reader(caller, language)))
                .toList();
    }

    /** Small for what was connected and is not now, and for what is being connected. */
    private static int urgency(FacilityStage stage) {
        return switch (stage) {
            case LOST -> 0;
            case DEGRADED -> 1;
            case CONNECTING -> 2;
            case CONNECTED -> 3;
            case PLAN_APPROVED -> 4;
            case ELIGIBLE, CONDITIONAL -> 5;
            case REGISTERED, CONTACT_NAMED, SURVEYED, NOT_ELIGIBLE -> 6;
            case OPERATING -> 7;
            case SUSPENDED -> 8;
            case CLOSED -> 9;
        };
    }

    @GetMapping("/facilities/{id}/connection")
    @Needs(value = Action.CONNECTION_READ, on = Needs.On.FACILITY)
    ConnectionViews.FacilityView facility(
            @PathVariable String id, Caller caller, Language language) {
        return views.facility(connections().look(known(id)), new Reader(caller, language));
    }

    /** Orders it; refused while no approved plan covers the facility (D5). */
    @PostMapping("/facilities/{id}/connection")
    @Needs(value = Action.CONNECTION_WRITE, on = Needs.On.FACILITY)
    ConnectionViews.FacilityView order(@PathVariable String id, Caller caller, Language language) {
        connections().order(known(id).id(), Acts.actor(caller));
        return facility(id, caller, language);
    }

    // ---- records

    @GetMapping("/facilities/{id}/connection/records")
    @Needs(value = Action.CONNECTION_READ, on = Needs.On.FACILITY)
    List<ConnectionViews.RecordView> records(@PathVariable String id, Language language) {
        return connections().records().ofFacility(id).stream()
                .map(kept -> views.record(kept, language))
                .toList();
    }

    @PostMapping("/facilities/{id}/connection/records")
    @Needs(value = Action.CONNECTION_WRITE, on = Needs.On.FACILITY)
    ResponseEntity<ConnectionViews.RecordView> drawUp(
            @PathVariable String id, Caller caller, Language language) {
        Kept kept =
                connections().records().drawUp(connections().look(known(id)), Acts.actor(caller));
        return ResponseEntity.created(
                        URI.create("/api/v1/facilities/" + id + "/connection/records"))
                .body(views.record(kept, language));
    }

    /**
     * A record on paper. It shows pictures, so each is on record as seen; whoever may not see a
     * camera's pictures gets their hashes.
     */
    @GetMapping("/facilities/{id}/connection/records/{recordId}/paper.{format}")
    @Needs(value = Action.CONNECTION_READ, on = Needs.On.FACILITY)
    ResponseEntity<byte[]> paper(
            @PathVariable String id,
            @PathVariable String recordId,
            @PathVariable String format,
            Caller caller,
            Language language)
            throws IOException {
        ConnectionRecord record = record(id, recordId);
        String name = Words.of(language, "connection.paper.file") + "-" + record.id();
        if (!printing.tryAcquire()) {
            throw ProblemException.busy(null);
        }
        try {
            OfficialDocument paper =
                    ConnectionPaper.of(record, known(id).name(), pictures(record, caller));
            acts.at(caller, AuditKind.DOCUMENT_MADE, id, name + "." + format, null, null);
            return Files.paper(name, format, paper);
        } finally {
            printing.release();
        }
    }

    private Map<String, byte[]> pictures(ConnectionRecord record, Caller caller)
            throws IOException {
        Map<String, byte[]> pictures = new HashMap<>();
        long nowUs = Moments.nowUs(services.clock());
        for (ConnectionRecord.RecordedCamera one : record.cameras()) {
            Camera camera = services.registry().camera(one.camera()).orElse(null);
            if (camera != null
                    && gate.may(caller, Action.CAMERA_PICTURE, camera)
                    && pictures.size() < ConnectionPaper.MAX_PICTURES) {
                byte[] picture = connections().steps().evidence(one).orElse(null);
                if (picture != null) {
                    acts.shown(caller, AuditKind.STILL, camera, "main", nowUs, nowUs);
                    pictures.put(camera.id(), picture);
                }
            }
        }
        return pictures;
    }

    /** Signs for one party, if the person may sign for it. */
    @PostMapping("/facilities/{id}/connection/signature")
    @Needs(value = Action.CONNECTION_READ, on = Needs.On.FACILITY)
    ConnectionViews.RecordView sign(
            @PathVariable String id,
            @RequestBody SignatureBody body,
            Caller caller,
            Language language) {
        Party party = party(body.party());
        gate.needAt(caller, action(party), id, Action.CONNECTION_READ);
        ConnectionRecord record = record(id, body.recordId());
        records().sign(record, party, Acts.actor(caller));
        return views.record(kept(record.id()), language);
    }

    @PostMapping("/facilities/{id}/connection/withdrawal")
    @Needs(value = Action.CONNECTION_WRITE, on = Needs.On.FACILITY)
    ConnectionViews.RecordView withdraw(
            @PathVariable String id,
            @RequestBody WithdrawalBody body,
            Caller caller,
            Language language) {
        String reason = body.reason() == null ? "" : VietnameseText.normalise(body.reason());
        if (reason.isEmpty()) {
            throw ProblemException.invalid("reason", "field.required");
        }
        if (reason.length() > ConnectionRecord.MAX_REASON) {
            throw ProblemException.invalid("reason", "field.long", ConnectionRecord.MAX_REASON);
        }
        ConnectionRecord record = record(id, body.recordId());
        records().withdraw(record, reason, Acts.actor(caller));
        return views.record(kept(record.id()), language);
    }

    private ConnectionRecords records() {
        return connections().records();
    }

    private static Party party(@Nullable String name) {
        for (Party party : Party.values()) {
            if (party.name().equals(name)) {
                return party;
            }
        }
        throw ProblemException.invalid("party", "field.type", "SITE, OPERATOR, DEPARTMENT");
    }

    private static Action action(Party party) {
        return switch (party) {
            case SITE -> Action.CONNECTION_SIGN_SITE;
            case OPERATOR -> Action.CONNECTION_SIGN_ENGINEER;
            case DEPARTMENT -> Action.CONNECTION_APPROVE;
        };
    }

    /** A record of another facility is none here. */
    private ConnectionRecord record(String facilityId, @Nullable String id) {
        if (id == null) {
            throw ProblemException.invalid("recordId", "field.required");
        }
        ConnectionRecord record = kept(id).record();
        if (!record.facility().equals(facilityId)) {
            throw ProblemException.notFound();
        }
        return record;
    }

    private Kept kept(String id) {
        return records().byId(id).orElseThrow(ProblemException::notFound);
    }

    private Facility known(String id) {
        return services.registry().facility(id).orElseThrow(ProblemException::notFound);
    }
}
