package org.haidang.programme.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.haidang.programme.facility.Given.GOOD;
import static org.haidang.programme.facility.Given.NOW;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.haidang.programme.facility.CameraConnection.NotConnected;
import org.haidang.programme.facility.ConnectionFacts.Credential;
import org.haidang.programme.facility.ZoneSufficiency.AcceptedCamera;
import org.haidang.programme.facility.ZoneSufficiency.Block;
import org.haidang.programme.facility.ZoneSufficiency.Layout;
import org.haidang.programme.facility.ZoneSufficiency.Waiver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionTest {

    private static final Duration ENOUGH = Duration.ofMinutes(22 * 60 + 48);

    @Test
    void d9IsConnectedAtTheVeryEdgeOfEachLimit() {
        ConnectionFacts edge =
                new ConnectionFacts(
                        NOW,
                        true,
                        NOW.minus(Duration.ofMinutes(5)),
                        Duration.ofSeconds(3),
                        new CameraClock.Told(Duration.ofSeconds(-2)),
                        true,
                        true,
                        Credential.DEFAULT_REFUSED,
                        ENOUGH);
        assertThat(judge(edge)).isInstanceOf(CameraConnection.Connected.class);
    }

    static Stream<Arguments> oneThingWrong() {
        return Stream.of(
                Arguments.of(Shortfall.LINK_DOWN, with(false, NOW, 1, 0, true, true, 0)),
                Arguments.of(Shortfall.NO_PICTURE, with(true, null, 1, 0, true, true, 0)),
                Arguments.of(
                        Shortfall.NO_PICTURE,
                        with(true, NOW.minusMillis(300_001), 1, 0, true, true, 0)),
                Arguments.of(
                        Shortfall.NO_PICTURE, with(true, NOW.plusSeconds(1), 1, 0, true, true, 0)),
                Arguments.of(Shortfall.SLOW_FIRST_PICTURE, with(true, NOW, 3001, 0, true, true, 0)),
                Arguments.of(Shortfall.CLOCK_OFF, with(true, NOW, 1, 2001, true, true, 0)),
                Arguments.of(Shortfall.CLOCK_OFF, with(true, NOW, 1, -2001, true, true, 0)),
                Arguments.of(Shortfall.NO_ZONE, with(true, NOW, 1, 0, false, true, 0)),
                Arguments.of(Shortfall.PICTURE_NOT_ACCEPTED, with(true, NOW, 1, 0, true, false, 0)),
                Arguments.of(Shortfall.LOW_AVAILABILITY, with(true, NOW, 1, 0, true, true, 1)));
    }

    @ParameterizedTest
    @MethodSource("oneThingWrong")
    void d9SaysTheOneThingThatIsWrongAndWhoMustAct(Shortfall expected, ConnectionFacts facts) {
        assertThat(judge(facts)).isEqualTo(new NotConnected(List.of(expected)));
        assertThat(expected.sentence().vietnamese()).endsWith(".");
        assertThat(expected.sentence().english()).endsWith(".");
        assertThat(expected.who().words().vietnamese()).isNotBlank();
    }

    @Test
    void d9TakesNeitherADefaultPasswordNorOneThatWasNotTried() {
        assertThat(judge(withCredential(Credential.DEFAULT_ACCEPTED)))
                .isEqualTo(new NotConnected(List.of(Shortfall.DEFAULT_PASSWORD)));
        assertThat(judge(withCredential(Credential.NOT_TRIED)))
                .isEqualTo(new NotConnected(List.of(Shortfall.PASSWORD_NOT_TRIED)));
    }

    @Test
    void d9NeverMeasuredIsNeverConnected() {
        ConnectionFacts unmeasured =
                new ConnectionFacts(
                        NOW,
                        true,
                        NOW,
                        null,
                        new CameraClock.NotMeasured(),
                        true,
                        true,
                        Credential.DEFAULT_REFUSED,
                        Duration.ofDays(1));
        assertThat(judge(unmeasured))
                .isEqualTo(
                        new NotConnected(
                                List.of(Shortfall.SLOW_FIRST_PICTURE, Shortfall.CLOCK_OFF)));
    }

    /** Recordings go by the server's time: what a camera does not tell keeps nobody. */
    @Test
    void d9ACameraThatNeverTellsItsTimeIsConnectedByItsPictures() {
        assertThat(judge(withClock(new CameraClock.Silent())))
                .isInstanceOf(CameraConnection.Connected.class);
        assertThat(judge(withClock(new CameraClock.NotMeasured())))
                .as("not listened to for long enough")
                .isEqualTo(new NotConnected(List.of(Shortfall.CLOCK_OFF)));
    }

    private static ConnectionFacts withClock(CameraClock clock) {
        return new ConnectionFacts(
                NOW,
                true,
                NOW,
                Duration.ofMillis(1),
                clock,
                true,
                true,
                Credential.DEFAULT_REFUSED,
                ENOUGH);
    }

    @Test
    void namesTheLostLinkBeforeWhatFollowsFromIt() {
        ConnectionFacts cut = with(false, null, 1, 0, true, true, 60);
        assertThat(judge(cut))
                .isInstanceOfSatisfying(
                        NotConnected.class,
                        not -> assertThat(not.first()).isEqualTo(Shortfall.LINK_DOWN));
    }

    @Test
    void d9AFlagTypedInCanNeverMakeItConnected() {
        for (Class<?> proof :
                List.of(CameraConnection.Connected.class, FacilityConnection.Connected.class)) {
            for (Constructor<?> constructor : proof.getDeclaredConstructors()) {
                assertThat(Modifier.isPrivate(constructor.getModifiers())).as("%s", proof).isTrue();
            }
        }
        assertThat(Arrays.stream(ConnectionFacts.class.getRecordComponents()).map(c -> c.getName()))
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("connected"));
    }

    @Test
    void enoughCamerasMeansEachRequiredZoneOfEachBlockAndFloor() {
        Layout layout =
                new Layout(
                        List.of(new Block("A", List.of("1", "2")), new Block("B", List.of("1"))));
        List<ZonePlace> required = ZoneSufficiency.required(layout);
        assertThat(required).hasSize(3 * 3 + 7).doesNotHaveDuplicates();

        List<AcceptedCamera> all =
                required.stream().map(place -> new AcceptedCamera("c", place)).toList();
        assertThat(ZoneSufficiency.of(layout, all, List.of()))
                .isEqualTo(new ZoneSufficiency.Enough());

        for (ZonePlace one : required) {
            List<AcceptedCamera> others =
                    all.stream().filter(camera -> !camera.place().equals(one)).toList();
            assertThat(ZoneSufficiency.of(layout, others, List.of()))
                    .isEqualTo(new ZoneSufficiency.Missing(List.of(one)));
            Waiver waiver = new Waiver(one, new Actor.Person("Sở Y tế"), "không có");
            assertThat(ZoneSufficiency.of(layout, others, List.of(waiver)))
                    .isEqualTo(new ZoneSufficiency.Enough());
        }
    }

    @Test
    void aFacilityIsConnectedWhenItsZonesAreCoveredAndEachCameraIs() {
        CameraConnection good = Given.camera();
        CameraConnection bad = new NotConnected(List.of(Shortfall.CLOCK_OFF));
        ZoneSufficiency enough = new ZoneSufficiency.Enough();
        ZoneSufficiency missing = new ZoneSufficiency.Missing(List.of(ZonePlace.ofSite(Zone.GATE)));

        assertThat(facility(enough, Map.of("a", good)))
                .isInstanceOf(FacilityConnection.Connected.class);
        assertThat(facility(enough, Map.of("a", good, "b", bad)))
                .isEqualTo(
                        new FacilityConnection.NotConnected(
                                List.of(),
                                List.of(
                                        new FacilityConnection.CameraShortfall(
                                                "b", Shortfall.CLOCK_OFF))));
        assertThat(facility(missing, Map.of("a", good)))
                .isInstanceOf(FacilityConnection.NotConnected.class);
        assertThat(facility(enough, Map.of())).isInstanceOf(FacilityConnection.NotConnected.class);
    }

    private static FacilityConnection facility(
            ZoneSufficiency zones, Map<String, CameraConnection> cameras) {
        return FacilityConnection.of(zones, new TreeMap<>(cameras));
    }

    private static CameraConnection judge(ConnectionFacts facts) {
        return CameraConnection.of(facts, ConnectionLimits.standard());
    }

    private static ConnectionFacts with(
            boolean link,
            @Nullable Instant picture,
            long firstMs,
            long offsetMs,
            boolean zone,
            boolean accepted,
            long secondsTooFew) {
        return new ConnectionFacts(
                NOW,
                link,
                picture,
                Duration.ofMillis(firstMs),
                new CameraClock.Told(Duration.ofMillis(offsetMs)),
                zone,
                accepted,
                Credential.DEFAULT_REFUSED,
                ENOUGH.minusSeconds(secondsTooFew));
    }

    private static ConnectionFacts withCredential(Credential credential) {
        return new ConnectionFacts(
                NOW,
                GOOD.linkUp(),
                GOOD.lastKeyPicture(),
                GOOD.firstPicture(),
                GOOD.clock(),
                true,
                true,
                credential,
                GOOD.availableInLastDay());
    }
}
