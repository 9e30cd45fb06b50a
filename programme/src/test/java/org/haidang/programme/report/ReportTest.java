package org.haidang.programme.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.haidang.programme.deadline.Deadline;
import org.haidang.programme.dispatch.Dispatch;
import org.haidang.programme.dispatch.DispatchNumber;
import org.haidang.programme.dispatch.Task;
import org.haidang.programme.facility.ReasonCode;
import org.haidang.programme.report.Report.Done;
import org.haidang.programme.report.Report.Outcome;
import org.haidang.programme.report.Report.Refused;
import org.haidang.programme.report.Report.Standing;
import org.haidang.programme.report.ReportState.Issued;
import org.haidang.programme.report.ReportState.Returned;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Instant CUT_OFF = Instant.parse("2021-05-14T09:30:00Z");
    private static final Deadline BEFORE_THE_15TH =
            new Deadline(
                    "trước ngày 15/5/2021",
                    Instant.parse("2021-05-14T17:00:00Z"),
                    Deadline.Edge.BEFORE);
    private static final ReportText TEXT =
            new ReportText("Kết quả kết nối camera", "Đường truyền yếu.\n\nThiếu người.", "");

    private static final Signer SUBMITTER = new Signer("u1", "Lê Thị Lan");
    private static final Signer CHAIRMAN = new Signer("u2", "Trần Văn Bình");
    private static final Signer CLERK = new Signer("u3", "Lê Thị Lan");

    static ReportFigures figures() {
        return new ReportFigures(
                CUT_OFF,
                "tỉnh Ninh Thuận",
                Map.of(
                        Step.REGISTERED, new Split(2, 2, 1, 0),
                        Step.CONTACT_NAMED, new Split(2, 2, 0, 0),
                        Step.SURVEYED, new Split(2, 2, 0, 0),
                        Step.ELIGIBLE, new Split(2, 0, 0, 0),
                        Step.PLANNED, new Split(2, 0, 0, 0),
                        Step.CONNECTED, new Split(2, 0, 0, 0)),
                new ReportFigures.Cameras(1_240, 1_100, 16, 15),
                List.of(
                        remaining("Khách sạn Ví Dụ", Step.CONTACT_NAMED, null),
                        remaining("Trường Ví Dụ 1", Step.ELIGIBLE, ReasonCode.LOCKED),
                        remaining("Trường Ví Dụ 2", Step.ELIGIBLE, ReasonCode.LOCKED)));
    }

    private static Remaining remaining(String name, Step step, @Nullable ReasonCode reason) {
        return new Remaining(name, step, reason, "Chi tiết.", "Chủ cơ sở", "0912 345 678");
    }

    private static Report draft() {
        return Report.draft(ReportKind.BY_DEADLINE, BEFORE_THE_15TH, figures(), TEXT);
    }

    private static Report done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done) outcome).report();
    }

    private static Report approved() {
        Report submitted = done(draft().submit(CUT_OFF, SUBMITTER));
        return done(submitted.approve(CUT_OFF.plusSeconds(60), CHAIRMAN));
    }

    private static Report issuedAt(String at) {
        LocalDate date = LocalDate.of(2021, 5, 14);
        return done(approved().issue(Instant.parse(at), CLERK, 45, date));
    }

    @Test
    void d8AReportOfTheLastSecondOfThe14thIsOnTimeAndOneOfTheFirstOfThe15thIsLate() {
        Instant later = Instant.parse("2021-06-01T00:00:00Z");
        assertThat(issuedAt("2021-05-14T16:59:59Z").standing(later)).isEqualTo(Standing.ON_TIME);
        assertThat(issuedAt("2021-05-14T17:00:00Z").standing(later)).isEqualTo(Standing.LATE);
        assertThat(draft().standing(CUT_OFF)).isEqualTo(Standing.DUE);
        assertThat(draft().standing(later)).isEqualTo(Standing.OVERDUE);
    }

    @Test
    void keepsTheFiguresThroughEveryStepOfItsLife() {
        Report sentBack =
                done(
                        done(draft().submit(CUT_OFF, SUBMITTER))
                                .sendBack(CUT_OFF, CHAIRMAN, "Bổ sung"));
        Report rewritten = done(sentBack.write(new ReportText("Khác", "", "Thêm đường truyền.")));
        assertThat(rewritten.figures()).isSameAs(sentBack.figures());
        assertThat(rewritten.state()).isInstanceOf(Returned.class);
        assertThat(issuedAt("2021-05-14T12:00:00Z").figures()).isEqualTo(figures());
    }

    @Test
    void refusesEveryActOutOfTurn() {
        Report submitted = done(draft().submit(CUT_OFF, SUBMITTER));
        LocalDate day = LocalDate.of(2021, 5, 14);
        assertThat(
                        List.of(
                                draft().approve(CUT_OFF, CHAIRMAN),
                                draft().sendBack(CUT_OFF, CHAIRMAN, "Thiếu"),
                                draft().issue(CUT_OFF, CLERK, 1, day),
                                submitted.submit(CUT_OFF, SUBMITTER),
                                submitted.write(TEXT),
                                submitted.issue(CUT_OFF, CLERK, 1, day),
                                approved().submit(CUT_OFF, SUBMITTER),
                                approved().write(TEXT),
                                approved().approve(CUT_OFF, CHAIRMAN),
                                approved().sendBack(CUT_OFF, CHAIRMAN, "Thiếu"),
                                issuedAt("2021-05-14T12:00:00Z").write(TEXT),
                                issuedAt("2021-05-14T12:00:00Z").submit(CUT_OFF, SUBMITTER),
                                issuedAt("2021-05-14T12:00:00Z").issue(CUT_OFF, CLERK, 2, day)))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Refused.class));
    }

    @Test
    void isNotApprovedByWhoSubmittedIt() {
        Report submitted = done(draft().submit(CUT_OFF, SUBMITTER));
        assertThat(submitted.approve(CUT_OFF, SUBMITTER)).isInstanceOf(Refused.class);
    }

    @Test
    void isDatedFromTheDayOfApprovalToTheDayItLeaves() {
        Instant morning = Instant.parse("2021-05-16T01:00:00Z");
        assertThat(approved().issue(morning, CLERK, 1, LocalDate.of(2021, 5, 13)))
                .isInstanceOf(Refused.class);
        assertThat(approved().issue(morning, CLERK, 1, LocalDate.of(2021, 5, 17)))
                .isInstanceOf(Refused.class);
        assertThat(approved().issue(morning, CLERK, 0, LocalDate.of(2021, 5, 16)))
                .isInstanceOf(Refused.class);
        assertThat(done(approved().issue(morning, CLERK, 1, LocalDate.of(2021, 5, 16))).state())
                .isInstanceOf(Issued.class);
    }

    @Test
    void refusesFiguresThatCannotBe() {
        Map<Step, Split> grows =
                Map.of(
                        Step.REGISTERED, new Split(3, 0, 0, 0),
                        Step.CONTACT_NAMED, new Split(1, 0, 0, 0),
                        Step.SURVEYED, new Split(0, 1, 0, 0));
        assertThatThrownBy(() ->
                        new ReportFigures(
                                CUT_OFF, "tỉnh", grows, ReportFigures.Cameras.NONE, List.of()))
                .hasMessageContaining("SURVEYED");
        assertThatThrownBy(() ->
                        new ReportFigures(
                                CUT_OFF,
                                "tỉnh",
                                Map.of(Step.REGISTERED, new Split(1, 0, 0, 0)),
                                ReportFigures.Cameras.NONE,
                                List.of()))
                .hasMessageContaining("1 not connected, 0 named");
        assertThatThrownBy(() -> new ReportFigures.Cameras(1, 2, 3, 0)).isNotNull();
    }

    @Test
    void writesWhatWasOrderedWhatWasDoneAndWhyNotAll() {
        Dispatch dispatch =
                new Dispatch(
                        new DispatchNumber("2220/UBND-KTTH"),
                        Dispatch.Kind.LETTER,
                        LocalDate.of(2021, 5, 10),
                        "Ủy ban nhân dân tỉnh Ninh Thuận",
                        Dispatch.Urgency.URGENT,
                        List.of(),
                        List.of("Sở Thông tin và Truyền thông"),
                        List.of(
                                new Task(
                                        "2",
                                        "Sở Thông tin và Truyền thông",
                                        "khảo sát, báo cáo kết quả.",
                                        BEFORE_THE_15TH)),
                        List.of());
        ReportBody body =
                ReportBody.of(
                        draft(),
                        List.of(dispatch),
                        "Sở Thông tin và Truyền thông",
                        "Ủy ban nhân dân tỉnh");
        assertThat(body.opening())
                .isEqualTo(
                        "Thực hiện Công văn số 2220/UBND-KTTH ngày 10/5/2021 của Ủy ban nhân dân"
                                + " tỉnh Ninh Thuận, Sở Thông tin và Truyền thông báo cáo kết quả"
                                + " như sau:");
        assertThat(body.sections().get(0).paragraphs())
                .containsExactly(
                        "Công văn số 2220/UBND-KTTH ngày 10/5/2021 của Ủy ban nhân dân tỉnh Ninh"
                                + " Thuận:",
                        "- Sở Thông tin và Truyền thông: khảo sát, báo cáo kết quả, trước ngày"
                                + " 15/5/2021.");
        assertThat(body.sections().get(1).heading())
                .isEqualTo("Kết quả thực hiện (số liệu chốt đến 16 giờ 30 phút ngày 14/5/2021)");
        assertThat(body.sections().get(1).paragraphs())
                .contains(
                        "a) Trên địa bàn tỉnh Ninh Thuận có 5 cơ sở cách ly tập trung (quân sự 2,"
                                + " dân sự 2, khách sạn 1).",
                        "b) Đã cử đầu mối: 4/5 cơ sở, đạt 80% (quân sự 2, dân sự 2, khách sạn"
                                + " 0).",
                        "g) Camera: cần 1.240, hiện có 1.100, đã kết nối 16, đang có hình 15.");
        assertThat(body.sections().get(2).paragraphs())
                .containsExactly(
                        "Còn 3 cơ sở chưa kết nối (danh sách tại Phụ lục kèm theo), do:",
                        "- Thiết bị bị nhà cung cấp khóa: 2 cơ sở;",
                        "- Chưa cử đầu mối: 1 cơ sở.");
        assertThat(body.sections().get(3).paragraphs())
                .containsExactly("Đường truyền yếu.", "Thiếu người.");
        assertThat(body.sections().get(4).paragraphs()).containsExactly("Không có.");
        assertThat(body.closing()).endsWith("chỉ đạo./.");
    }

    @Test
    void writesSharesWithACommaOnlyWhereThereIsAFraction() {
        assertThat(ReportBody.share(23, 24)).isEqualTo("95,8%");
        assertThat(ReportBody.share(24, 24)).isEqualTo("100%");
        assertThat(ReportBody.share(0, 0)).isEqualTo("-");
    }
}
