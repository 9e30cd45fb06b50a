package org.haidang.programme.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import org.haidang.programme.deadline.DeadlineReading.NotUnderstood;
import org.haidang.programme.deadline.DeadlineReading.Understood;
import org.haidang.programme.vietnamese.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

    /**
     * Friday 30/4 and Saturday 1/5 of 2021, the latter taken on Monday 3/5; one worked Saturday.
     */
    private static final WorkingDays OF_2021 =
            new WorkingDays(
                    Set.of(
                            LocalDate.of(2021, 4, 30),
                            LocalDate.of(2021, 5, 1),
                            LocalDate.of(2021, 5, 3)),
                    Set.of(LocalDate.of(2021, 5, 22)));

    private static final Instant DISPATCH = ict("2021-05-10T09:30:00");

    @Test
    void d8ReportOf14MayAtOneSecondToMidnightIsOnTimeAndOf15MayAtMidnightIsLate() {
        Deadline report = read("trước ngày 15/5/2021", DISPATCH);
        assertThat(report.onTime(ict("2021-05-14T23:59:59"))).isTrue();
        assertThat(report.onTime(ict("2021-05-15T00:00:00"))).isFalse();
        assertThat(report.due()).isEqualTo(Instant.parse("2021-05-14T17:00:00Z"));
        assertThat(report.phrase()).isEqualTo("trước ngày 15/5/2021");
    }

    @ParameterizedTest
    @CsvSource({
        "trước ngày 15 tháng 5 năm 2021, 2021-05-14T23:59:59, 2021-05-15T00:00:00",
        "Trước ngày 15/05/2021./., 2021-05-14T23:59:59, 2021-05-15T00:00:00",
        "chậm nhất ngày 15/5/2021, 2021-05-15T23:59:59, 2021-05-16T00:00:00",
        "chậm nhất là ngày 15/5/2021, 2021-05-15T23:59:59, 2021-05-16T00:00:00",
        "đến hết ngày 15/5/2021, 2021-05-15T23:59:59, 2021-05-16T00:00:00",
        "đến hết ngày 31/12/2021, 2021-12-31T23:59:59, 2022-01-01T00:00:00",
        "trước 17 giờ 00 ngày 14/5/2021, 2021-05-14T16:59:59, 2021-05-14T17:00:00",
        "trước 17h30 ngày 14/5/2021, 2021-05-14T17:29:59, 2021-05-14T17:30:00",
        "trước 17 giờ ngày 14/5/2021, 2021-05-14T16:59:59, 2021-05-14T17:00:00",
        "trước 24 giờ 00 ngày 14/5/2021, 2021-05-14T23:59:59, 2021-05-15T00:00:00",
        "chậm nhất 17 giờ 00 ngày 14/5/2021, 2021-05-14T17:00:00, 2021-05-14T17:00:01",
        "chậm nhất trước ngày 15/5/2021, 2021-05-14T23:59:59, 2021-05-15T00:00:00"
    })
    void readsADateWithItsEdge(String phrase, String lastOnTime, String firstLate) {
        Deadline deadline = read(phrase, DISPATCH);
        assertThat(deadline.onTime(ict(lastOnTime))).isTrue();
        assertThat(deadline.onTime(ict(firstLate))).isFalse();
        assertThat(deadline.phrase()).isEqualTo(phrase);
    }

    @ParameterizedTest
    @CsvSource({
        // a Monday morning, a Friday, a Saturday, the eve of the holidays, a week with a worked
        // Saturday
        "2021-05-10T09:30:00, trong vòng 02 ngày làm việc, 2021-05-12T23:59:59, 2021-05-13T00:00:00",
        "2021-05-14T16:00:00, trong vòng 02 ngày làm việc, 2021-05-18T23:59:59, 2021-05-19T00:00:00",
        "2021-05-15T08:00:00, trong vòng 01 ngày làm việc, 2021-05-17T23:59:59, 2021-05-18T00:00:00",
        "2021-04-29T10:00:00, trong vòng 02 ngày làm việc, 2021-05-05T23:59:59, 2021-05-06T00:00:00",
        "2021-05-21T10:00:00, trong vòng 01 ngày làm việc, 2021-05-22T23:59:59, 2021-05-23T00:00:00",
        "2021-05-10T23:59:59, trong 01 ngày làm việc, 2021-05-11T23:59:59, 2021-05-12T00:00:00",
        "2021-05-14T16:00:00, trong vòng 03 ngày, 2021-05-17T23:59:59, 2021-05-18T00:00:00",
        "2021-05-14T16:00:00, trong vòng 24 giờ, 2021-05-15T16:00:00, 2021-05-15T16:00:01"
    })
    void countsASpanFromItsStart(String from, String phrase, String lastOnTime, String firstLate) {
        Deadline deadline = read(phrase, ict(from));
        assertThat(deadline.onTime(ict(lastOnTime))).isTrue();
        assertThat(deadline.onTime(ict(firstLate))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sớm",
                "ngày 15/5/2021",
                "trước ngày 31/4/2021",
                "trước 25 giờ 00 ngày 15/5/2021",
                "trước ngày 15/5",
                "trong vòng 0 ngày làm việc",
                "trong vòng 999 ngày"
            })
    void neverGuessesAPhraseItDoesNotUnderstand(String phrase) {
        assertThat(DeadlineReading.of(phrase, DISPATCH, OF_2021))
                .isInstanceOfSatisfying(
                        NotUnderstood.class, no -> assertThat(no.phrase()).isEqualTo(phrase));
    }

    @ParameterizedTest
    @CsvSource({
        "2021-05-11T20:00:00, Còn 3 ngày 4 giờ, 3 days 4 hours left",
        "2021-05-11T19:00:01, Còn 3 ngày 4 giờ, 3 days 4 hours left",
        "2021-05-13T00:00:00, Còn 2 ngày, 2 days left",
        "2021-05-13T22:59:00, Còn 1 ngày 1 giờ, 1 day 1 hour left",
        "2021-05-14T18:30:00, Còn 5 giờ 30 phút, 5 hours 30 minutes left",
        "2021-05-14T23:58:30, Còn 1 phút, 1 minute left",
        "2021-05-14T23:59:59, Còn dưới 1 phút, Less than 1 minute left",
        "2021-05-15T00:00:00, Quá hạn dưới 1 phút, Less than 1 minute overdue",
        "2021-05-15T00:05:00, Quá hạn 5 phút, 5 minutes overdue",
        "2021-05-15T23:59:59, Quá hạn 23 giờ, 23 hours overdue",
        "2021-05-17T12:00:00, Quá hạn 2 ngày, 2 days overdue"
    })
    void countsDownInWords(String now, String vietnamese, String english) {
        assertThat(Countdown.words(read("trước ngày 15/5/2021", DISPATCH), ict(now)))
                .isEqualTo(new Sentence(vietnamese, english));
    }

    private static Deadline read(String phrase, Instant from) {
        DeadlineReading reading = DeadlineReading.of(phrase, from, OF_2021);
        assertThat(reading).isInstanceOf(Understood.class);
        return ((Understood) reading).deadline();
    }

    private static Instant ict(String local) {
        return OffsetDateTime.parse(local + "+07:00").toInstant();
    }
}
