package org.haidang.programme.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.haidang.programme.contact.ContactRow.Accepted;
import org.haidang.programme.contact.ContactRow.Rejected;
import org.haidang.programme.vietnamese.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactRowTest {

    private static final List<String> GOOD =
            List.of("Nguyễn Văn Hòa", "Trưởng khu", "0912345678", "hoa@ninhthuan.gov.vn");

    @Test
    void d3TheListHasFullNameTitlePhoneAndEmailFirstAndInThisOrder() {
        assertThat(ContactColumn.values())
                .extracting(column -> column.heading().vietnamese())
                .containsExactly("Họ tên", "Chức danh", "Số điện thoại liên hệ", "Địa chỉ e-mail");
        assertThat(ContactRow.export(accepted(row(GOOD))))
                .containsExactly(
                        "Nguyễn Văn Hòa", "Trưởng khu", "0912 345 678", "hoa@ninhthuan.gov.vn");
    }

    @ParameterizedTest
    @EnumSource(ContactColumn.class)
    void d3ARowMissingOneFieldIsRejectedWithItsNumberAndReason(ContactColumn missing) {
        List<String> cells = new ArrayList<>(GOOD);
        cells.set(missing.ordinal(), " \u00a0");
        assertThat(row(cells).check())
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> {
                            assertThat(rejected.row()).isEqualTo(7);
                            assertThat(rejected.mistakes())
                                    .singleElement()
                                    .satisfies(mistake -> {
                                        assertThat(mistake.column()).isEqualTo(missing);
                                        assertThat(mistake.reason().vietnamese())
                                                .startsWith("Thiếu ");
                                    });
                        });
    }

    @Test
    void namesAllMistakesOfARowAtOnceInTheOrderOfTheColumns() {
        assertThat(row(List.of("0912345678", "", "0912", "hoa@ninhthuan")).check())
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected ->
                                assertThat(rejected.mistakes())
                                        .extracting(ContactRow.Mistake::column)
                                        .containsExactly(ContactColumn.values()));
    }

    @Test
    void saysWhyAPhoneIsRefused() {
        assertThat(row(List.of("Hòa", "Trưởng khu", "0912 345", "a@b.vn")).check())
                .isEqualTo(
                        new Rejected(
                                7,
                                List.of(
                                        new ContactRow.Mistake(
                                                ContactColumn.PHONE,
                                                new Sentence(
                                                        "Số điện thoại thiếu chữ số; hãy kiểm tra lại.",
                                                        "The phone number has too few digits; check"
                                                                + " it.")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a@b",
                "a b@c.vn",
                "a@b..vn",
                ".a@b.vn",
                "nguyễn@b.vn",
                "a@b.vn, c@d.vn",
                "@b.vn"
            })
    void refusesWhatIsNoEmailAddress(String typed) {
        assertThat(EmailAddress.valid(typed)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "hoa.nv@Ninhthuan.GOV.vn, hoa.nv@ninhthuan.gov.vn",
        "HOA+camera@vnpt.vn, HOA+camera@vnpt.vn"
    })
    void keepsAnAddressWithItsDomainInLowerCase(String typed, String kept) {
        assertThat(new EmailAddress(typed).address()).isEqualTo(kept);
    }

    @Test
    void hasExactlyTheFourMandatoryFields() {
        assertThat(Arrays.stream(Contact.class.getRecordComponents()).map(c -> c.getName()))
                .containsExactly("fullName", "title", "phones", "email");
    }

    private static ContactRow row(List<String> cells) {
        Map<ContactColumn, String> map = new EnumMap<>(ContactColumn.class);
        for (ContactColumn column : ContactColumn.values()) {
            map.put(column, cells.get(column.ordinal()));
        }
        return new ContactRow(7, map);
    }

    private static Contact accepted(ContactRow row) {
        assertThat(row.check()).isInstanceOf(Accepted.class);
        return ((Accepted) row.check()).contact();
    }
}
