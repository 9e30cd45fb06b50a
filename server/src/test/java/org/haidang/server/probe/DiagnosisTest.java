package org.haidang.server.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.media.source.FailureReason;
import org.haidang.server.probe.Diagnosis.Owner;
import org.haidang.server.probe.Route.Kind;
import org.haidang.server.probe.Route.Neighbour;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final List<String> STEPS =
            List.of(
                    "address",
                    "route",
                    "connect",
                    "rtsp",
                    "login",
                    "describe",
                    "setup",
                    "packet",
                    "media",
                    "picture");

    private static Diagnosis of(
            String step, FailureReason reason, @Nullable Kind route, Neighbour neighbour) {
        return Diagnosis.of(
                step,
                reason,
                true,
                TransportChoice.TCP,
                route == null ? null : new Route(route, "eth0"),
                neighbour);
    }

    @Test
    void tellsOneSilenceFromAnother() {
        FailureReason silent = FailureReason.UNREACHABLE;
        assertThat(of("connect", silent, Kind.DIRECT, Neighbour.SILENT))
                .isEqualTo(Diagnosis.NOBODY_THERE);
        assertThat(of("connect", silent, Kind.DIRECT, Neighbour.THERE))
                .isEqualTo(Diagnosis.DEVICE_SILENT);
        assertThat(of("connect", silent, Kind.DIRECT, Neighbour.UNKNOWN))
                .isEqualTo(Diagnosis.NO_ANSWER);
        assertThat(of("connect", silent, Kind.GATEWAY, Neighbour.UNKNOWN))
                .isEqualTo(Diagnosis.NO_ANSWER_FROM_FAR);
        assertThat(of("rtsp", silent, Kind.DIRECT, Neighbour.UNKNOWN))
                .isEqualTo(Diagnosis.RTSP_SILENT);
        assertThat(of("describe", silent, Kind.DIRECT, Neighbour.UNKNOWN))
                .isEqualTo(Diagnosis.RTSP_SILENT);
    }

    @Test
    void asksForALoginBeforeItBlamesOne() {
        for (boolean given : new boolean[] {true, false}) {
            Diagnosis said =
                    Diagnosis.of(
                            "login",
                            FailureReason.AUTHENTICATION,
                            given,
                            TransportChoice.TCP,
                            null,
                            Neighbour.UNKNOWN);
            assertThat(said).isEqualTo(given ? Diagnosis.LOGIN_REFUSED : Diagnosis.LOGIN_NEEDED);
        }
    }

    /** Whatever goes wrong wherever, there is something to say. */
    @Test
    void hasWordsForEveryFailureAtEveryStep() {
        Set<Diagnosis> said = EnumSet.of(Diagnosis.CLOCK_WRONG, Diagnosis.UDP_BLOCKED);
        said.add(Diagnosis.LOGIN_NEEDED);
        for (String step : STEPS) {
            for (FailureReason reason : FailureReason.values()) {
                for (Kind route : Kind.values()) {
                    for (Neighbour neighbour : Neighbour.values()) {
                        said.add(of(step, reason, route, neighbour));
                    }
                }
            }
        }
        assertThat(said).containsExactlyInAnyOrder(Diagnosis.values());
        for (Language language : Language.values()) {
            for (Diagnosis diagnosis : said) {
                String key = "doctor." + diagnosis.word();
                assertThat(Words.find(language, key)).as(key).isNotBlank();
                assertThat(Words.find(language, key + ".action")).as(key).isNotBlank();
            }
            for (Owner owner : Owner.values()) {
                assertThat(Words.find(language, "doctor.owner." + owner.word())).isNotBlank();
            }
        }
    }
}
