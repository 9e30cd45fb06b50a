package org.haidang.programme.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.haidang.programme.duty.HandOver.Done;
import org.haidang.programme.duty.HandOver.Kind;
import org.haidang.programme.duty.HandOver.OpenItem;
import org.haidang.programme.duty.HandOver.Refused;
import org.haidang.programme.duty.HandOver.Signature;
import org.haidang.programme.duty.HandOver.State;
import org.haidang.programme.vietnamese.Sentence;
import org.junit.jupiter.api.Test;

class HandOverTest {

    private static final Instant NOW = Instant.parse("2021-05-12T23:00:00Z");
    private static final Signature DAY = new Signature("p1", "Lê Văn Chín", NOW);
    private static final Signature NIGHT = new Signature("p2", "Lê Văn Chín", NOW.plusSeconds(60));
    private static final OpenItem FIRE =
            new OpenItem(Kind.INCIDENT, "i1", new Sentence("Cháy kho", "Fire in the store"));

    @Test
    void isTakenByAnotherPersonEvenOfTheSameName() {
        HandOver taken = done(offered().take(NIGHT, "  Đã nhận  đủ "));
        assertThat(taken.state()).isEqualTo(State.TAKEN);
        assertThat(taken.incoming()).isEqualTo(NIGHT);
        assertThat(taken.remark()).isEqualTo("Đã nhận đủ");
        assertThat(taken.open()).containsExactly(FIRE);
    }

    @Test
    void isNotTakenByWhoHandsOver() {
        assertThat(offered().take(new Signature("p1", "Chín", NOW), ""))
                .isInstanceOf(Refused.class);
    }

    @Test
    void isWithdrawnByWhoHandsOverWithAReasonOnly() {
        assertThat(done(offered().withdraw("p1", "Thiếu sự cố")).state())
                .isEqualTo(State.WITHDRAWN);
        assertThat(offered().withdraw("p2", "Thiếu sự cố")).isInstanceOf(Refused.class);
        assertThat(offered().withdraw("p1", " ")).isInstanceOf(Refused.class);
    }

    @Test
    void isFinalOnceTakenOrWithdrawn() {
        HandOver taken = done(offered().take(NIGHT, ""));
        HandOver withdrawn = done(offered().withdraw("p1", "Nhầm"));
        for (HandOver over : List.of(taken, withdrawn)) {
            assertThat(over.take(NIGHT, "")).isInstanceOf(Refused.class);
            assertThat(over.withdraw("p1", "Nhầm")).isInstanceOf(Refused.class);
        }
    }

    @Test
    void keepsTheListAsItWasSigned() {
        List<OpenItem> open = new ArrayList<>(List.of(FIRE));
        HandOver over = HandOver.offer(open, "", DAY);
        open.clear();
        assertThat(over.open()).containsExactly(FIRE);
    }

    @Test
    void cannotBeTakenWithoutASignature() {
        assertThatThrownBy(() -> new HandOver(List.of(), "", DAY, State.TAKEN, null, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HandOver(List.of(), "", DAY, State.OFFERED, NIGHT, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static HandOver offered() {
        return HandOver.offer(List.of(FIRE), "Ca ngày", DAY);
    }

    private static HandOver done(HandOver.Answer answer) {
        return ((Done) answer).handOver();
    }
}
