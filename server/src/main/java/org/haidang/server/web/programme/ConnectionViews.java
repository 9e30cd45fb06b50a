package org.haidang.server.web.programme;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.haidang.programme.connection.CameraPath;
import org.haidang.programme.connection.ConnectionRecord;
import org.haidang.programme.connection.ConnectionRecord.Party;
import org.haidang.programme.connection.ConnectionRecord.RecordedCamera;
import org.haidang.programme.connection.WhyNot;
import org.haidang.programme.facility.CameraClock;
import org.haidang.programme.facility.CameraConnection;
import org.haidang.programme.facility.ConnectionFacts;
import org.haidang.programme.facility.ConnectionLimits;
import org.haidang.programme.facility.FacilityConnection;
import org.haidang.programme.facility.Shortfall;
import org.haidang.programme.facility.Shortfall.WhoActs;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.plan.PlanVersions.Covered;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.connection.Connections;
import org.haidang.server.connection.Connections.CameraLook;
import org.haidang.server.connection.Connections.FacilityLook;
import org.haidang.server.connection.store.Judgement;
import org.haidang.server.connection.store.RecordStore.Kept;
import org.haidang.server.facility.ZoneCodes;
import org.haidang.server.rights.Action;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Moments;
import org.haidang.server.web.request.Services;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/** Connections as the interface shows them. Durations are milliseconds. */
final class ConnectionViews {
    record PlaceView(String zone, String words, String block, String floor) {}

    record StepView(
            String step,
            String words,
            String progress,
            @Nullable String sentence,
            Said.@Nullable WhoView who) {}

    record FactsView(
            String at,
            boolean linkUp,
            @Nullable String lastKeyPicture,
            @Nullable Long firstPictureMs,
            String clock,
            @Nullable Long clockOffsetMs,
            boolean zoneSet,
            boolean pictureAccepted,
            String credential,
            double availablePercent) {}

    record ShortfallView(String code, String sentence, Said.WhoView who) {}

    record JudgementView(
            boolean accepted,
            String reason,
            String pictureSha256,
            String at,
            String by,
            boolean holds) {}

    record CameraView(
            String cameraId,
            String name,
            String state,
            boolean connected,
            @Nullable PlaceView place,
            List<StepView> steps,
            FactsView facts,
            List<ShortfallView> shortfalls,
            @Nullable JudgementView judgement,
            @Nullable String pictureSha256,
            @Nullable String pictureAt) {}

    record WhyNotView(
            String sentence,
            @Nullable String cameraId,
            @Nullable String camera,
            Said.WhoView who) {}

    record RowView(
            String facilityId,
            String facility,
            String stage,
            @Nullable String since,
            boolean planCovers,
            int cameras,
            long connectedCameras,
            boolean connected,
            @Nullable WhyNotView whyNot) {}

    record LimitsView(
            long keyPictureMs, long firstPictureMs, long clockOffsetMs, int availabilityPercent) {}

    record FacilityView(
            RowView row,
            @Nullable Integer planVersion,
            boolean layoutKnown,
            List<PlaceView> missing,
            List<CameraView> cameras,
            LimitsView limits) {}

    record SignatureView(String party, String words, @Nullable String name, @Nullable String at) {}

    record RecordCameraView(
            String cameraId,
            String name,
            @Nullable PlaceView place,
            String pictureSha256,
            String acceptedBy,
            FactsView facts,
            List<String> shortfalls) {}

    record RecordView(
            String id,
            String facilityId,
            @Nullable String facility,
            int planVersion,
            String drawnUpAt,
            String drawnUpBy,
            String state,
            boolean connected,
            LimitsView limits,
            List<RecordCameraView> cameras,
            List<PlaceView> missing,
            List<SignatureView> signatures,
            @Nullable String withdrawnAt,
            @Nullable String withdrawnBy,
            @Nullable String withdrawnReason) {}

    private final Services services;
    private final Gate gate;
    private final WhomToCall whomToCall;

    /** For whom it is told: he may not know of every camera, nor of whom to call. */
    record Reader(Caller caller, Language language) {}

    ConnectionViews(Services services, Gate gate) {
        this.services = services;
        this.gate = gate;
        this.whomToCall = new WhomToCall(services, gate);
    }

    private Connections connections() {
        return services.connections();
    }

    // ---- facilities

    FacilityView facility(FacilityLook look, Reader reader) {
        return new FacilityView(
                row(look, reader),
                look.plan() instanceof Covered covered ? covered.evidence().version() : null,
                look.layoutKnown(),
                look.missing().stream().map(place -> place(place, reader.language())).toList(),
                look.cameras().stream()
                        .filter(camera -> sees(reader, camera.camera()))
                        .map(camera -> camera(camera, reader))
                        .toList(),
                limits(connections().limits()));
    }

    private boolean sees(Reader reader, Camera camera) {
        return gate.may(reader.caller(), Action.CONNECTION_READ, camera);
    }

    RowView row(FacilityLook look, Reader reader) {
        return new RowView(
                look.facility().id(),
                look.facility().name(),
                look.stage().name(),
                Moments.textOrNull(
                        services.programme().lives().facility(look.facility().id()).sinceUs()),
                look.plan() instanceof Covered,
                look.cameras().size(),
                look.connectedCameras(),
                look.verdict() instanceof FacilityConnection.Connected,
                look.whyNot().map(why -> whyNot(look, why, reader)).orElse(null));
    }

    private WhyNotView whyNot(FacilityLook look, WhyNot why, Reader reader) {
        Camera camera =
                look.cameras().stream()
                        .map(CameraLook::camera)
                        .filter(one -> one.id().equals(why.camera()) && sees(reader, one))
                        .findFirst()
                        .orElse(null);
        return new WhyNotView(
                Said.in(why.sentence(), reader.language()),
                camera == null ? null : camera.id(),
                camera == null ? null : camera.name(),
                who(look.facility().id(), why.who(), reader));
    }

    private static LimitsView limits(ConnectionLimits limits) {
        return new LimitsView(
                limits.keyPictureAge().toMillis(),
                limits.firstPicture().toMillis(),
                limits.clockOffset().toMillis(),
                limits.availabilityPercent());
    }

    // ---- cameras

    CameraView camera(CameraLook look, Reader reader) {
        String facilityId = look.camera().facilityId();
        boolean connected = look.verdict() instanceof CameraConnection.Connected;
        ZonePlace place = look.place();
        return new CameraView(
                look.camera().id(),
                look.camera().name(),
                look.state().name(),
                connected,
                place == null ? null : place(place, reader.language()),
                look.path().legs().stream().map(leg -> step(leg, facilityId, reader)).toList(),
                facts(look.facts()),
                switch (look.verdict()) {
                    case CameraConnection.Connected _ -> List.of();
                    case CameraConnection.NotConnected not ->
                            not.shortfalls().stream()
                                    .map(one -> shortfall(one, facilityId, reader))
                                    .toList();
                },
                look.newestWord().map(word -> judgement(word, look.acceptance())).orElse(null),
                look.pictureSha256().isEmpty() ? null : look.pictureSha256(),
                Moments.textOrNull(look.pictureUs()));
    }

    private StepView step(CameraPath.Leg leg, String facilityId, Reader reader) {
        String words = Said.in(leg.step().words(), reader.language());
        return switch (leg.progress()) {
            case CameraPath.Done() -> new StepView(leg.step().name(), words, "DONE", null, null);
            case CameraPath.Waiting() ->
                    new StepView(leg.step().name(), words, "WAITING", null, null);
            case CameraPath.Next(Sentence what, WhoActs who) ->
                    new StepView(
                            leg.step().name(),
                            words,
                            "NEXT",
                            Said.in(what, reader.language()),
                            who(facilityId, who, reader));
            case CameraPath.Blocked(Sentence why, WhoActs who) ->
                    new StepView(
                            leg.step().name(),
                            words,
                            "BLOCKED",
                            Said.in(why, reader.language()),
                            who(facilityId, who, reader));
        };
    }

    private ShortfallView shortfall(Shortfall one, String facilityId, Reader reader) {
        return new ShortfallView(
                one.name(),
                Said.in(one.sentence(), reader.language()),
                who(facilityId, one.who(), reader));
    }

    private Said.WhoView who(String facilityId, WhoActs who, Reader reader) {
        return whomToCall.of(facilityId, who, reader.caller(), reader.language());
    }

    private static FactsView facts(ConnectionFacts facts) {
        Instant picture = facts.lastKeyPicture();
        Duration first = facts.firstPicture();
        double percent =
                facts.availableInLastDay().toMillis() * 100.0 / Duration.ofDays(1).toMillis();
        return new FactsView(
                moment(facts.at()),
                facts.linkUp(),
                picture == null ? null : moment(picture),
                first == null ? null : (Long) first.toMillis(),
                switch (facts.clock()) {
                    case CameraClock.Told _ -> "TOLD";
                    case CameraClock.Silent _ -> "SILENT";
                    case CameraClock.NotMeasured _ -> "NOT_MEASURED";
                },
                facts.clock() instanceof CameraClock.Told(Duration offset)
                        ? (Long) offset.toMillis()
                        : null,
                facts.zoneSet(),
                facts.pictureAccepted(),
                facts.credential().name(),
                // Rounded down: 94.99 is not 95.
                Math.floor(percent * 10) / 10);
    }

    static JudgementView judgement(Judgement word, Optional<Judgement> holding) {
        return new JudgementView(
                word.accepted(),
                word.reason(),
                word.pictureSha256(),
                Moments.text(word.atUs()),
                word.byName(),
                holding.filter(word::equals).isPresent());
    }

    static PlaceView place(ZonePlace place, Language language) {
        return new PlaceView(
                ZoneCodes.code(place.zone()),
                Said.in(place.zone().words(), language),
                place.block(),
                place.floor());
    }

    // ---- records

    RecordView record(Kept kept, Language language) {
        ConnectionRecord record = kept.record();
        var withdrawal = record.withdrawal();
        return new RecordView(
                record.id(),
                record.facility(),
                services.registry().facilityName(record.facility()),
                record.plan().version(),
                moment(record.drawnUpAt()),
                kept.drawnName(),
                record.state().name(),
                record.verdict() instanceof FacilityConnection.Connected,
                limits(record.limits()),
                record.cameras().stream()
                        .map(camera -> recorded(camera, record.limits(), language))
                        .toList(),
                record.missing().stream().map(place -> place(place, language)).toList(),
                Stream.of(Party.values()).map(party -> signature(record, party, language)).toList(),
                withdrawal == null ? null : moment(withdrawal.at()),
                withdrawal == null ? null : withdrawal.name(),
                withdrawal == null ? null : withdrawal.reason());
    }

    private static RecordCameraView recorded(
            RecordedCamera camera, ConnectionLimits limits, Language language) {
        ZonePlace place = camera.place();
        return new RecordCameraView(
                camera.camera(),
                camera.name(),
                place == null ? null : place(place, language),
                camera.pictureSha256(),
                camera.acceptedBy(),
                facts(camera.facts()),
                switch (CameraConnection.of(camera.facts(), limits)) {
                    case CameraConnection.Connected _ -> List.of();
                    case CameraConnection.NotConnected not ->
                            not.shortfalls().stream()
                                    .map(one -> Said.in(one.sentence(), language))
                                    .toList();
                });
    }

    private static SignatureView signature(
            ConnectionRecord record, Party party, Language language) {
        return record.signature(party)
                .map(one ->
                        new SignatureView(
                                party.name(),
                                Said.in(party.words(), language),
                                one.name(),
                                moment(one.at())))
                .orElse(
                        new SignatureView(
                                party.name(), Said.in(party.words(), language), null, null));
    }

    private static String moment(Instant at) {
        return Moments.text(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000);
    }
}
