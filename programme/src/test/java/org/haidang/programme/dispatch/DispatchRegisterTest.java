package org.haidang.programme.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.deadline.DeadlineReading;
import org.haidang.programme.deadline.WorkingDays;
import org.haidang.programme.dispatch.Addressee.Access;
import org.haidang.programme.dispatch.Dispatch.Kind;
import org.haidang.programme.dispatch.Dispatch.Urgency;
import org.junit.jupiter.api.Test;

class DispatchRegisterTest {

    private static final Dispatch TELEGRAM_597 =
            new Dispatch(
                    new DispatchNumber("597/CĐ-BCĐ"),
                    Kind.TELEGRAM,
                    LocalDate.of(2021, 5, 5),
                    "Ban Chỉ đạo Quốc gia phòng chống dịch bệnh Covid-19",
                    Urgency.URGENT,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());

    private static final Dispatch LETTER_1407 =
            new Dispatch(
                    new DispatchNumber("1407/BTTTT-CVT"),
                    Kind.LETTER,
                    LocalDate.of(2021, 5, 6),
                    "Bộ Thông tin và Truyền thông",
                    Urgency.NORMAL,
                    List.of(TELEGRAM_597.number()),
                    List.of(),
                    List.of(),
                    List.of());

    private static final Dispatch LETTER_2220 =
            new Dispatch(
                    new DispatchNumber("2220 /UBND-KTTH"),
                    Kind.LETTER,
                    LocalDate.of(2021, 5, 10),
                    "Ủy ban nhân dân tỉnh Ninh Thuận",
                    Urgency.NORMAL,
                    List.of(LETTER_1407.number()),
                    List.of(
                            "Bộ Chỉ huy Quân sự tỉnh",
                            "Sở Thông tin và Truyền thông",
                            "Sở Y tế",
                            "VNPT Ninh Thuận"),
                    List.of(
                            new Task(
                                    "1",
                                    "Bộ Chỉ huy Quân sự tỉnh",
                                    "rà soát, cử đầu mối, gửi danh sách tổng hợp",
                                    null),
                            new Task(
                                    "2",
                                    "Sở Thông tin và Truyền thông",
                                    "khảo sát, thống nhất phương án, báo cáo kết quả",
                                    deadline())),
                    List.of(
                            new Addressee("Thường trực: Tỉnh ủy; HĐND tỉnh", Access.VIEW_ROLE),
                            new Addressee("Công an tỉnh; Sở Y tế; CDC", Access.VIEW_ROLE),
                            new Addressee("Bệnh viện tỉnh", Access.NONE),
                            new Addressee("Lưu: VT", Access.COPY)));

    private static final DispatchRegister REGISTER =
            new DispatchRegister(List.of(TELEGRAM_597, LETTER_1407, LETTER_2220));

    @Test
    void d1TheChainGoesFrom597Over1407To2220WithItsTasks() {
        assertThat(REGISTER.chain(new DispatchNumber("2220/UBND-KTTH")))
                .containsExactly(TELEGRAM_597, LETTER_1407, LETTER_2220);
        assertThat(REGISTER.children(TELEGRAM_597.number())).containsExactly(LETTER_1407);
        assertThat(LETTER_2220.tasks())
                .extracting(Task::agency)
                .containsExactly("Bộ Chỉ huy Quân sự tỉnh", "Sở Thông tin và Truyền thông");
        assertThat(LETTER_1407.citation())
                .isEqualTo(
                        "Công văn số 1407/BTTTT-CVT ngày 06/5/2021 của Bộ Thông tin và Truyền"
                                + " thông");
    }

    @Test
    void d10NamesEachAddresseeThatIsNeitherShownTheDataNorSentACopy() {
        assertThat(LETTER_2220.forgotten())
                .extracting(Addressee::name)
                .containsExactly("Bệnh viện tỉnh");
    }

    @Test
    void refusesALetterBeforeTheOneItCarriesOutAndANumberTwice() {
        assertThatThrownBy(() -> new DispatchRegister(List.of(LETTER_1407, TELEGRAM_597)))
                .hasMessageContaining("597");
        assertThatThrownBy(() -> new DispatchRegister(List.of(TELEGRAM_597, TELEGRAM_597)))
                .hasMessageContaining("twice");
    }

    @Test
    void refusesWhatIsNoNumberOfALetter() {
        assertThatThrownBy(() -> new DispatchNumber("UBND-KTTH"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Deadline deadline() {
        DeadlineReading reading =
                DeadlineReading.of(
                        "trước ngày 15/5/2021",
                        Instant.parse("2021-05-10T02:00:00Z"),
                        new WorkingDays(Set.of(), Set.of()));
        return ((DeadlineReading.Understood) reading).deadline();
    }
}
