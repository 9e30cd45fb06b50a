package org.haidang.server.web.programme;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.facility.RecordingBasis;
import org.haidang.programme.facility.ZonePlace;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.facility.Profiles;
import org.haidang.server.facility.ZoneCodes;
import org.haidang.server.facility.Zones;
import org.haidang.server.facility.store.ClosingRow;
import org.haidang.server.facility.store.Profile;
import org.haidang.server.facility.store.WaiverRow;
import org.haidang.server.web.request.Moments;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/** Facilities as the interface shows them. */
final class FacilityViews {
    private static final double E6 = 1_000_000;

    private FacilityViews() {}

    record BlockView(String name, List<String> floors) {}

    record ClosingView(
            String document,
            String reason,
            int retentionDays,
            String signer,
            String closedAt,
            String wipeAt,
            @Nullable String wipedAt) {}

    record ProfileView(
            String facilityId,
            long revision,
            String code,
            @Nullable String managingBody,
            @Nullable Integer capacity,
            @Nullable Integer occupants,
            @Nullable Double latitude,
            @Nullable Double longitude,
            List<BlockView> blocks,
            String purpose,
            String legalBasis,
            String controller,
            @Nullable Integer retentionDays,
            String notice,
            List<String> missing,
            @Nullable String recordingRefused,
            @Nullable String changedAt,
            String changedBy,
            @Nullable ClosingView closing) {}

    static ProfileView profile(
            Profile profile,
            @Nullable Sentence refused,
            @Nullable ClosingRow closing,
            Language language) {
        return new ProfileView(
                profile.facilityId(),
                profile.revision(),
                profile.code(),
                code(profile.managingBody()),
                profile.capacity(),
                profile.occupants(),
                degrees(profile.latitudeE6()),
                degrees(profile.longitudeE6()),
                profile.blocks().stream().map(b -> new BlockView(b.name(), b.floors())).toList(),
                profile.basis().purpose(),
                profile.basis().legalBasis(),
                profile.basis().controller(),
                profile.basis().retentionDays(),
                profile.notice(),
                missing(profile.basis()),
                refused == null ? null : said(refused, language),
                Moments.textOrNull(profile.changedUs()),
                profile.changedBy(),
                closing == null ? null : closing(closing));
    }

    static String said(Sentence sentence, Language language) {
        return language == Language.VI ? sentence.vietnamese() : sentence.english();
    }

    static @Nullable String code(@Nullable ManagingBody body) {
        return body == null ? null : body.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Double degrees(@Nullable Long e6) {
        return e6 == null ? null : e6 / E6;
    }

    static List<String> missing(RecordingBasis basis) {
        return basis.missing().stream().map(Profiles::field).toList();
    }

    static ClosingView closing(ClosingRow row) {
        Long wiped = row.wipedUs();
        return new ClosingView(
                row.document(),
                row.reason(),
                row.retentionDays(),
                row.signer(),
                Moments.text(row.closedUs()),
                Moments.text(row.wipeUs()),
                wiped == null ? null : Moments.text(wiped));
    }

    // ---- zones

    record CameraName(String id, String name, String zone) {
        static CameraName of(Camera camera) {
            return new CameraName(camera.id(), camera.name(), camera.zone());
        }
    }

    record WaiverView(
            String id,
            String zone,
            String block,
            String floor,
            String reason,
            String signer,
            String signedAt,
            @Nullable String withdrawnAt,
            @Nullable String withdrawnBy) {}

    record NeedView(
            String zone,
            String block,
            String floor,
            List<CameraName> cameras,
            @Nullable WaiverView waiver) {}

    record ZonesView(
            boolean layout,
            boolean enough,
            int required,
            int settled,
            List<NeedView> needs,
            List<CameraName> unplaced,
            List<WaiverView> waivers) {}

    /**
     * @param seen which cameras the reader may know of; a zone is settled by the others as well
     */
    static ZonesView zones(Zones.Picture picture, List<WaiverRow> waivers, Predicate<Camera> seen) {
        return new ZonesView(
                picture.layout(),
                picture.verdict() instanceof ZoneSufficiency.Enough,
                picture.needs().size(),
                (int) picture.needs().stream().filter(Zones.Need::settled).count(),
                picture.needs().stream().map(need -> need(need, seen)).toList(),
                picture.unplaced().stream().filter(seen).map(CameraName::of).toList(),
                waivers.stream().map(FacilityViews::waiver).toList());
    }

    private static NeedView need(Zones.Need need, Predicate<Camera> seen) {
        ZonePlace at = need.place();
        WaiverRow waiver = need.waiver();
        return new NeedView(
                ZoneCodes.code(at.zone()),
                at.block(),
                at.floor(),
                need.cameras().stream().filter(seen).map(CameraName::of).toList(),
                waiver == null ? null : waiver(waiver));
    }

    static WaiverView waiver(WaiverRow row) {
        Long withdrawn = row.withdrawnUs();
        return new WaiverView(
                row.id(),
                ZoneCodes.code(row.place().zone()),
                row.place().block(),
                row.place().floor(),
                row.reason(),
                row.signer(),
                Moments.text(row.signedUs()),
                withdrawn == null ? null : Moments.text(withdrawn),
                row.withdrawnBy());
    }
}
