package org.haidang.server.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.audit.Actor;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.camera.Mistake;
import org.haidang.server.configure.Asker;
import org.haidang.server.configure.RecordingSettings;
import org.haidang.server.configure.SettingsChange;
import org.haidang.server.configure.SettingsChangedException;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.SettingsLimits;
import org.haidang.uplink.wire.Configure;
import org.haidang.uplink.wire.Configured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsWordsTest {
    private static final Asker AN = Asker.own("an", new Actor("an", "An", null, "127.0.0.1", null));
    private static final RecordingSettings USUAL = new RecordingSettings(true, false, null);
    private static final RecordingSettings MOST = new RecordingSettings(false, true, 3_650);

    @Test
    void whatIsWantedComesOutAsItWentIn() {
        SettingsChange change = new SettingsChange(USUAL, MOST);
        Configure said = SettingsWords.said("c1", AN, change).build();
        assertThat(SettingsLimits.wrong(said)).isNull();
        assertThat(said.getCameraId()).isEqualTo("c1");
        assertThat(SettingsWords.heard(said)).isEqualTo(change);
    }

    @Test
    void aPersonKeepsNameAndTierThroughTwoTiers() {
        SettingsChange change = new SettingsChange(USUAL, MOST);
        Asker atProvince = heard(SettingsWords.said("c1", AN, change), "Bộ Thử");
        Asker atSite = heard(SettingsWords.said("c1", atProvince, change), "Tỉnh Thử");
        assertThat(atSite.actor().person()).isEqualTo("An (Bộ Thử)");
        assertThat(atSite.issuer()).isEqualTo("Bộ Thử");
        assertThat(List.of(AN.key(), atProvince.key(), atSite.key())).doesNotHaveDuplicates();
    }

    private static Asker heard(Configure.Builder said, String centre) {
        return SettingsWords.heard(said.getPerson(), centre);
    }

    @Test
    void whatHoldsComesBack() throws Exception {
        assertThat(heard(SettingsWords.done(MOST))).isEqualTo(MOST);
        assertThatThrownBy(() -> heard(SettingsWords.said(new SettingsChangedException(USUAL))))
                .isInstanceOfSatisfying(
                        SettingsChangedException.class,
                        e -> assertThat(e.holds()).isEqualTo(USUAL));
    }

    private static RecordingSettings heard(Configured.Builder said) throws Exception {
        assertThat(SettingsLimits.wrong(said.build())).isNull();
        return SettingsWords.heard(said.build());
    }

    @ParameterizedTest
    @EnumSource(NoAnswer.class)
    void whyNotComesBack(NoAnswer why) {
        assertThatThrownBy(() -> heard(SettingsWords.said(why)))
                .isInstanceOfSatisfying(
                        NoAnswerException.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    @Test
    void whatTheSiteCannotTakeIsSaidInItsWordsInBothLanguages() {
        List<Mistake> mistakes =
                List.of(
                        Mistake.of("retentionDays", "field.range", 1, 3_650),
                        Mistake.of(
                                "recordMain",
                                "field.said",
                                new Sentence("Thiếu giấy tờ.", "x".repeat(600))));
        assertThatThrownBy(() -> heard(SettingsWords.said(new InvalidCameraException(mistakes))))
                .isInstanceOfSatisfying(
                        InvalidCameraException.class,
                        e -> {
                            assertThat(e.mistakes())
                                    .extracting(Mistake::field)
                                    .containsExactly("retentionDays", "recordMain");
                            Sentence range = sentence(e, 0);
                            assertThat(range.vietnamese()).contains("3650");
                            assertThat(range.english()).contains("3650");
                            assertThat(sentence(e, 1).vietnamese()).isEqualTo("Thiếu giấy tờ.");
                            assertThat(sentence(e, 1).english()).hasSize(500);
                        });
    }

    private static Sentence sentence(InvalidCameraException e, int at) {
        return (Sentence) e.mistakes().get(at).arguments().getFirst();
    }
}
