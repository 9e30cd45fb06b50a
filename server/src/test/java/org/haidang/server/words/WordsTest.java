package org.haidang.server.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.archive.alarm.AlarmKind;
import org.haidang.archive.catalog.GapReason;
import org.haidang.media.source.FailureReason;
import org.haidang.server.audit.AuditKind;
import org.haidang.server.audit.Verification;
import org.haidang.uplink.site.Trouble;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void saysEverythingInBothLanguages() {
        assertThat(Words.keys(Language.VI)).isEqualTo(Words.keys(Language.EN));
    }

    @Test
    void hasTheSamePlacesForArgumentsInBothLanguages() {
        for (String key : Words.keys(Language.EN)) {
            assertThat(places(Language.VI, key)).as(key).isEqualTo(places(Language.EN, key));
        }
    }

    private static String places(Language language, String key) {
        Matcher matcher = Pattern.compile("\\{\\d\\}").matcher(Words.of(language, key));
        return matcher.results().map(r -> r.group()).sorted().toList().toString();
    }

    @Test
    void explainsEveryFailureGapAndAlarm() {
        for (FailureReason reason : FailureReason.values()) {
            String key = "failure." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(Words.keys(Language.VI)).contains(key, key + ".action");
        }
        for (GapReason reason : GapReason.values()) {
            assertThat(Words.keys(Language.VI)).contains("gap." + reason);
        }
        for (AlarmKind kind : AlarmKind.values()) {
            assertThat(Words.keys(Language.VI))
                    .contains("alarm." + kind, "alarm." + kind + ".action");
        }
    }

    @Test
    void explainsEveryTroubleOfALinkAndNamesTheProxyWhereItIsIts() {
        for (Trouble trouble : Trouble.values()) {
            if (trouble == Trouble.NONE) {
                continue;
            }
            String key =
                    "link.trouble." + trouble.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(Words.keys(Language.VI)).contains(key, key + ".action");
            assertThat(Words.of(Language.VI, key, "trung-tam", "PROXY").contains("PROXY"))
                    .as(key)
                    .isEqualTo(trouble.atProxy());
        }
    }

    @Test
    void hasASentenceForEveryKindOfAuditRowAndFault() {
        for (AuditKind kind : AuditKind.values()) {
            String key = "audit.kind." + kind.id();
            boolean phases =
                    kind == AuditKind.VIEW || kind == AuditKind.PLAYBACK || kind == AuditKind.STILL;
            assertThat(Words.keys(Language.VI)).contains(phases ? key + ".begin" : key);
            assertThat(Words.keys(Language.VI)).contains(phases ? key + ".end" : key);
        }
        for (Verification.Fault fault : Verification.Fault.values()) {
            assertThat(new Verification.Problem(fault, 7).sentence(Language.VI)).contains("7");
        }
    }

    @Test
    void fillsInArgumentsOnceAndLeavesOtherBracesAlone() {
        assertThat(Words.of(Language.EN, "problem.login-wait.detail", "{0}"))
                .isEqualTo("Please wait {0} s and try again.");
    }

    @Test
    void choosesTheLanguageThatIsLikedBetter() {
        assertThat(Language.accepted(null)).isEqualTo(Language.VI);
        assertThat(Language.accepted("en-GB,en;q=0.9,vi;q=0.8")).isEqualTo(Language.EN);
        assertThat(Language.accepted("fr, vi;q=0.5, en;q=0.4")).isEqualTo(Language.VI);
        assertThat(Language.accepted("fr")).isEqualTo(Language.VI);
        assertThat(Language.accepted(";;;=q")).isEqualTo(Language.VI);
    }
}
