package org.haidang.server.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.haidang.onvif.Preset;
import org.haidang.server.audit.Actor;
import org.haidang.server.device.DeviceFault;
import org.haidang.server.ptz.Command;
import org.haidang.server.ptz.DeviceTrouble;
import org.haidang.server.ptz.DeviceTroubleException;
import org.haidang.server.ptz.Holding;
import org.haidang.server.ptz.Motion;
import org.haidang.server.ptz.PtzRefusedException;
import org.haidang.server.ptz.Told;
import org.haidang.server.ptz.Turner;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.TurnLimits;
import org.haidang.uplink.wire.Holder;
import org.haidang.uplink.wire.Turn;
import org.haidang.uplink.wire.Turned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TurnWordsTest {
    private static final Turner AN =
            new Turner("an", new Actor("an", "An", null, "127.0.0.1", null), true);

    @Test
    void aPersonKeepsNameAndTierThroughTwoTiersAndIsKnownAgainAtHome() {
        Turner atProvince = TurnWords.heard(TurnWords.said(AN), "Bộ Thử");
        Turner atSite = TurnWords.heard(TurnWords.said(atProvince), "Tỉnh Thử");
        assertThat(atProvince.name()).isEqualTo("An (Bộ Thử)");
        assertThat(atSite.name()).isEqualTo("An (Bộ Thử)");
        assertThat(atSite.superior()).isTrue();
        assertThat(List.of(AN.key(), atProvince.key(), atSite.key())).doesNotHaveDuplicates();

        Holder said = TurnWords.said(new Holding("c1", atSite, 9_000_000));
        Holding backAtProvince = TurnWords.heard(said, "p1", "Điểm 1", 0, 1_000_000);
        assertThat(backAtProvince.holder().is(atProvince)).isTrue();
        assertThat(backAtProvince.holder().name()).isEqualTo("An (Bộ Thử)");
        Holding home =
                TurnWords.heard(TurnWords.said(backAtProvince), "n1", "Tỉnh Thử", 0, 1_000_000);
        assertThat(home.isOf("an")).isTrue();
        assertThat(home.holder().name()).isEqualTo("An");
        assertThat(home.untilUs()).isEqualTo(9_000_000);
    }

    @Test
    void aPersonOfTheSiteIsNamedWithItAndHasNoKeyAbove() {
        Holding atSite = new Holding("c1", AN, 9_000_000);
        Holder said = TurnWords.said(atSite);
        assertThat(said.getKey()).isEmpty();
        Holding atProvince = TurnWords.heard(said, "p1", "Điểm 1", 0, 1_000_000);
        assertThat(atProvince.holder().name()).isEqualTo("An (Điểm 1)");
        assertThat(atProvince.isOf("an")).isFalse();
        Holding atNation =
                TurnWords.heard(TurnWords.said(atProvince), "n1", "Tỉnh Thử", 0, 1_000_000);
        assertThat(atNation.holder().name()).isEqualTo("An (Điểm 1)");
    }

    @Test
    void everyCommandComesOutAsItWentIn() {
        for (Command command :
                List.of(
                        new Command.Look(),
                        new Command.Take(true),
                        new Command.Take(false),
                        new Command.Move(new Motion(-1, 0.5, 0)),
                        new Command.Stop(),
                        new Command.Call("7"),
                        new Command.Save("Bãi xe"),
                        new Command.Remove("7"),
                        new Command.LetGo())) {
            Turn said = TurnWords.said("c1", AN, command).build();
            assertThat(TurnLimits.wrong(said)).isNull();
            assertThat(TurnWords.heard(said)).contains(command);
        }
        assertThat(TurnWords.heard(Turn.getDefaultInstance())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalComesOutAsItWentIn(PtzRefusedException.Reason reason) {
        Turned said = TurnWords.said(new PtzRefusedException(reason, null)).build();
        assertThatThrownBy(() -> TurnWords.heard(said, null))
                .isInstanceOfSatisfying(
                        PtzRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultOfADeviceComesOutAsItWentIn(DeviceFault fault) {
        fault(new DeviceTrouble.Fault(fault));
    }

    @Test
    void aDeviceThatIsBusyIsToldAsBusy() {
        fault(new DeviceTrouble.Busy());
    }

    private static void fault(DeviceTrouble trouble) {
        Turned said = TurnWords.said(trouble, null).build();
        assertThatThrownBy(() -> TurnWords.heard(said, null))
                .isInstanceOfSatisfying(
                        DeviceTroubleException.class,
                        e -> assertThat(e.trouble()).isEqualTo(trouble));
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonOfTheLinkComesOutAsItWentIn(NoAnswer why) {
        Turned said = TurnWords.said(why, null).build();
        assertThatThrownBy(() -> TurnWords.heard(said, null))
                .isInstanceOfSatisfying(
                        NoAnswerException.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    @Test
    void aWordThatIsNewerThanWeKnowIsAFailure() {
        Turned said = Turned.newBuilder().setOutcome("rusty").build();
        assertThatThrownBy(() -> TurnWords.heard(said, null))
                .isInstanceOfSatisfying(
                        NoAnswerException.class,
                        e -> assertThat(e.why()).isEqualTo(NoAnswer.FAILED));
    }

    @Test
    void ofVeryManyPresetsAsManyAreSaidAsControlCanBear() throws Exception {
        Preset long1 = new Preset("t".repeat(256), "Ô".repeat(256));
        Turned said =
                TurnWords.said(new Told(null, Collections.nCopies(1_024, long1), null, "")).build();
        assertThat(TurnLimits.wrong(said)).isNull();
        assertThat(said.getSerializedSize()).isLessThan(70_000);
        Turned many =
                TurnWords.said(
                                new Told(
                                        null,
                                        Collections.nCopies(1_024, new Preset("1", "a")),
                                        null,
                                        ""))
                        .build();
        assertThat(TurnWords.heard(many, null).presets()).hasSize(TurnLimits.MAX_PRESETS);
    }
}
