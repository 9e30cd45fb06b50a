package org.haidang.server.web.programme;

import java.util.List;
import org.haidang.programme.facility.Zone;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.camera.store.Facility;
import org.haidang.server.facility.Closings;
import org.haidang.server.facility.ProfileInput;
import org.haidang.server.facility.Profiles;
import org.haidang.server.facility.ZoneCodes;
import org.haidang.server.facility.Zones;
import org.haidang.server.facility.store.ClosingRow;
import org.haidang.server.facility.store.Profile;
import org.haidang.server.facility.store.WaiverRow;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Acts;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Needs;
import org.haidang.server.web.request.ProblemException;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is written down of one facility: profile, zones, waivers, its end, its sign. */
@RestController
@RequestMapping("/api/v1/facilities/{id}")
final class ProfileController {
    private static final int MIN_REASON = 10;
    private static final int MAX_REASON = 500;
    private static final int MAX_DOCUMENT = 100;

    record BlockChange(@Nullable String name, @Nullable List<String> floors) {}

    record ProfileChange(
            @Nullable Long revision,
            @Nullable String code,
            @Nullable String managingBody,
            @Nullable Integer capacity,
            @Nullable Integer occupants,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable List<BlockChange> blocks,
            @Nullable String purpose,
            @Nullable String legalBasis,
            @Nullable String controller,
            @Nullable Integer retentionDays,
            @Nullable String notice) {}

    record WaiverChange(
            @Nullable String zone,
            @Nullable String block,
            @Nullable String floor,
            @Nullable String reason) {}

    record ClosingChange(@Nullable String document, @Nullable String reason) {}

    private final Services services;
    private final Gate gate;
    private final Acts acts;
    private final Profiles profiles;
    private final Zones zones;
    private final Closings closings;

    ProfileController(Services services, Gate gate, Acts acts) {
        this.services = services;
        this.gate = gate;
        this.acts = acts;
        this.profiles = services.programme().profiles();
        this.zones = services.programme().zones();
        this.closings = services.programme().closings();
    }

    // ---- profile

    @GetMapping("/profile")
    @Needs(value = Action.FACILITY_READ, on = Needs.On.FACILITY)
    FacilityViews.ProfileView profile(@PathVariable String id, Language language) {
        return view(id, language);
    }

    private FacilityViews.ProfileView view(String id, Language language) {
        ClosingRow closing = profiles.closed(id) ? closings.closing(id).orElse(null) : null;
        return FacilityViews.profile(
                profiles.profile(id), profiles.refusal(id).orElse(null), closing, language);
    }

    @PutMapping("/profile")
    @Needs(value = Action.FACILITY_WRITE, on = Needs.On.FACILITY)
    FacilityViews.ProfileView change(
            @PathVariable String id,
            @RequestBody ProfileChange change,
            Caller caller,
            Language language) {
        Profile before = profiles.profile(id);
        Long revision = change.revision();
        if (revision != null && revision != before.revision()) {
            throw ProblemException.of(409, "changed-meanwhile", before.changedBy());
        }
        Profile after = profiles.judged(id, input(change));
        acts.at(
                caller,
                AuditKind.FACILITY_CHANGED,
                id,
                null,
                FacilityFields.of(before),
                FacilityFields.of(after));
        profiles.put(Acts.actor(caller), List.of(after));
        return view(id, language);
    }

    private static ProfileInput input(ProfileChange change) {
        List<BlockChange> blocks = change.blocks();
        return new ProfileInput(
                change.code(),
                change.managingBody(),
                change.capacity(),
                change.occupants(),
                change.latitude(),
                change.longitude(),
                blocks == null
                        ? List.of()
                        : blocks.stream()
                                .map(b ->
                                        new ZoneSufficiency.Block(
                                                b.name() == null ? "" : b.name(),
                                                b.floors() == null ? List.of() : b.floors()))
                                .toList(),
                change.purpose(),
                change.legalBasis(),
                change.controller(),
                change.retentionDays(),
                change.notice());
    }

    // ---- zones

    @GetMapping("/zones")
    @Needs(value = Action.FACILITY_READ, on = Needs.On.FACILITY)
    FacilityViews.ZonesView zones(@PathVariable String id, Caller caller) {
        return FacilityViews.zones(
                zones.picture(id),
                zones.waivers(id),
                camera -> gate.may(caller, Action.CAMERA_READ, camera));
    }

    @PostMapping("/waivers")
    @Needs(value = Action.SURVEY_APPROVE, on = Needs.On.FACILITY)
    ResponseEntity<FacilityViews.WaiverView> waive(
            @PathVariable String id, @RequestBody WaiverChange change, Caller caller) {
        ZonePlace place = place(change);
        String reason = reason(change.reason());
        Zones.Need need =
                zones.picture(id).needs().stream()
                        .filter(one -> one.place().equals(place))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.invalid("zone", "waiver.not-needed"));
        if (need.waiver() != null) {
            throw ProblemException.of(409, "waiver-there", need.waiver().signer());
        }
        if (zones.waivers(id).size() >= Zones.MAX_WAIVERS) {
            throw ProblemException.of(409, "waivers-many", Zones.MAX_WAIVERS);
        }
        WaiverRow waiver =
                zones.waiver(id, place, reason, caller.user().id(), caller.user().displayName());
        acts.at(
                caller,
                AuditKind.FACILITY_CHANGED,
                id,
                "waiver",
                null,
                java.util.Map.of(
                        "zone", ZoneCodes.code(place.zone()),
                        "block", place.block(),
                        "floor", place.floor(),
                        "reason", reason));
        zones.sign(waiver);
        return ResponseEntity.status(201).body(FacilityViews.waiver(waiver));
    }

    private static ZonePlace place(WaiverChange change) {
        Zone zone =
                ZoneCodes.zone(change.zone() == null ? "" : change.zone())
                        .orElseThrow(() -> ProblemException.invalid("zone", "waiver.zone"));
        try {
            return new ZonePlace(zone, typed(change.block()), typed(change.floor()));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("floor", "waiver.not-needed");
        }
    }

    private static String typed(@Nullable String text) {
        return text == null ? "" : VietnameseText.normalise(text);
    }

    static String reason(@Nullable String typed) {
        String reason = typed(typed);
        if (reason.length() < MIN_REASON) {
            throw ProblemException.invalid("reason", "field.reason", MIN_REASON);
        }
        if (reason.length() > MAX_REASON) {
            throw ProblemException.invalid("reason", "field.long", MAX_REASON);
        }
        return reason;
    }

    @DeleteMapping("/waivers/{waiverId}")
    @Needs(value = Action.SURVEY_APPROVE, on = Needs.On.FACILITY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String id, @PathVariable String waiverId, Caller caller) {
        WaiverRow waiver =
                zones.waivers(id).stream()
                        .filter(one -> one.id().equals(waiverId) && one.withdrawnUs() == null)
                        .findFirst()
                        .orElseThrow(ProblemException::notFound);
        acts.at(
                caller,
                AuditKind.FACILITY_CHANGED,
                id,
                "waiver",
                java.util.Map.of(
                        "zone", ZoneCodes.code(waiver.place().zone()),
                        "block", waiver.place().block(),
                        "floor", waiver.place().floor(),
                        "reason", waiver.reason()),
                null);
        if (!zones.withdraw(id, waiverId, caller.user().displayName())) {
            throw ProblemException.notFound();
        }
    }

    // ---- the end

    @PostMapping("/closing")
    @Needs(value = Action.FACILITY_CLOSE, on = Needs.On.FACILITY)
    FacilityViews.ClosingView close(
            @PathVariable String id, @RequestBody ClosingChange change, Caller caller) {
        String reason = reason(change.reason());
        String document = typed(change.document());
        if (document.length() > MAX_DOCUMENT) {
            throw ProblemException.invalid("document", "field.long", MAX_DOCUMENT);
        }
        return FacilityViews.closing(closings.close(Acts.actor(caller), id, document, reason));
    }

    // ---- the sign at the gate

    /** For the browser's printer, in the reader's language. */
    @GetMapping("/notice.html")
    @Needs(value = Action.FACILITY_READ, on = Needs.On.FACILITY)
    ResponseEntity<byte[]> notice(@PathVariable String id, Caller caller, Language language) {
        return Files.page(sign(id, caller, language, language).html());
    }

    /** Who may not read contacts prints the controller instead, who answers for the recording. */
    private GateSign sign(String id, Caller caller, Language told, Language language) {
        boolean contacts = gate.mayAt(caller, Action.CONTACT_READ, id);
        return GateSign.of(services, known(id), contacts, told, language);
    }

    /** To be hung up: in Vietnamese, whoever asks. */
    @GetMapping("/notice.pdf")
    @Needs(value = Action.FACILITY_READ, on = Needs.On.FACILITY)
    ResponseEntity<byte[]> noticePaper(@PathVariable String id, Caller caller, Language language) {
        GateSign sign = sign(id, caller, language, Language.VI);
        String name = Words.of(language, "notice.file") + ".pdf";
        acts.at(caller, AuditKind.DOCUMENT_MADE, id, name, null, null);
        return Files.file(name, MediaType.APPLICATION_PDF, Files.bytes(sign.paper()::pdf));
    }

    private Facility known(String id) {
        return services.registry().facility(id).orElseThrow(ProblemException::notFound);
    }
}
