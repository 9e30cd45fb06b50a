package org.haidang.server.facility;

import java.time.Duration;
import java.util.List;
import org.haidang.programme.facility.FacilityStage;
import org.haidang.programme.facility.ManagingBody;
import org.haidang.programme.vietnamese.Sentence;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a facility stands, as one tier tells it to the next. What is spoken between versions: only
 * ever add.
 *
 * @param body null while nobody said who runs it
 * @param sinceUs since when it is at its stage, microseconds since 1970 UTC
 * @param occupants people held there now; 0 when not said
 * @param requiredPlaces how many places need a camera
 * @param latitude degrees, WGS 84; null where it is not known
 * @param reason why it is not connected; null when it is
 * @param whoActs who has to do something about it; null when it is connected
 * @param connected its cameras that are connected, as the teller names them
 */
public record ToldFacility(
        String name,
        @Nullable String body,
        String stage,
        long sinceUs,
        int occupants,
        int requiredPlaces,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable Sentence reason,
        @Nullable Sentence whoActs,
        List<String> connected) {
    private static final int MAX_CAMERAS = 20_000;
    private static final int MAX_TEXT = 2_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** Nothing decoded here for so long means that it is lost, whatever the site says. */
    private static final Duration PROOF_LIFE = Duration.ofHours(2);

    private static final Sentence UNSEEN =
            new Sentence(
                    "Tuyến dưới báo đã kết nối, nhưng tại đây chưa giải mã được hình nào",
                    "The tier below says connected, but no picture was decoded here yet");
    private static final Sentence LINK_ENGINEERS =
            new Sentence("Kỹ thuật của hai tuyến", "The engineers of both tiers");

    /**
     * The facility as it stands from here: connected is only what was proved by a picture that came
     * all the way and was decoded.
     *
     * @param provedUs when the newest such picture was taken; 0 when there is none
     */
    ToldFacility seen(long provedUs, long nowUs) {
        boolean live =
                switch (FacilityStage.valueOf(stage)) {
                    case CONNECTED, OPERATING, DEGRADED -> true;
                    case REGISTERED,
                            CONTACT_NAMED,
                            SURVEYED,
                            ELIGIBLE,
                            CONDITIONAL,
                            NOT_ELIGIBLE,
                            PLAN_APPROVED,
                            CONNECTING,
                            LOST,
                            SUSPENDED,
                            CLOSED ->
                            false;
                };
        if (!live) {
            return this;
        }
        if (provedUs == 0) {
            return at(FacilityStage.CONNECTING, sinceUs, UNSEEN, LINK_ENGINEERS);
        }
        return nowUs - provedUs > PROOF_LIFE.toMillis() * 1_000
                ? at(FacilityStage.LOST, provedUs, null, null)
                : this;
    }

    private ToldFacility at(
            FacilityStage now, long since, @Nullable Sentence why, @Nullable Sentence who) {
        return new ToldFacility(
                name,
                body,
                now.name(),
                since,
                occupants,
                requiredPlaces,
                latitude,
                longitude,
                why,
                who,
                connected);
    }

    public String json() {
        return JSON.writeValueAsString(this);
    }

    /** The same with other names for its cameras. */
    public ToldFacility connected(List<String> cameras) {
        return new ToldFacility(
                name,
                body,
                stage,
                sinceUs,
                occupants,
                requiredPlaces,
                latitude,
                longitude,
                reason,
                whoActs,
                cameras);
    }

    /**
     * Reads what another tier wrote.
     *
     * @throws IllegalArgumentException when it is no facility, or a newer program's that is not
     *     understood here
     */
    public static ToldFacility read(String json) {
        try {
            ToldFacility told = JSON.readValue(json, ToldFacility.class);
            if (told == null || !told.sound()) {
                throw new IllegalArgumentException(
                        "a facility that lacks something, or is too big");
            }
            FacilityStage.valueOf(told.stage);
            if (told.body != null) {
                ManagingBody.valueOf(told.body);
            }
            return told;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no facility: " + e.getOriginalMessage(), e);
        }
    }

    // What is read may lack anything, whatever the types promise.
    @SuppressWarnings("ConstantValue")
    private boolean sound() {
        return name != null
                && stage != null
                && connected != null
                && connected.size() <= MAX_CAMERAS
                && !connected.contains(null)
                && bounded(reason)
                && bounded(whoActs)
                && (latitude == null || Math.abs(latitude) <= 90)
                && (longitude == null || Math.abs(longitude) <= 180);
    }

    private static boolean bounded(@Nullable Sentence sentence) {
        return sentence == null
                || (sentence.vietnamese().length() <= MAX_TEXT
                        && sentence.english().length() <= MAX_TEXT);
    }
}
