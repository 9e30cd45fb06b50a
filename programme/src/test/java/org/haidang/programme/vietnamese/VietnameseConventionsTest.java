package org.haidang.programme.vietnamese;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VietnameseConventionsTest {

    @ParameterizedTest
    @CsvSource({
        "2021-05-06, 06/5/2021, ngày 06 tháng 5 năm 2021",
        "2021-05-10, 10/5/2021, ngày 10 tháng 5 năm 2021",
        "2021-02-01, 01/02/2021, ngày 01 tháng 02 năm 2021",
        "2021-01-31, 31/01/2021, ngày 31 tháng 01 năm 2021",
        "2021-03-09, 09/3/2021, ngày 09 tháng 3 năm 2021",
        "2021-12-25, 25/12/2021, ngày 25 tháng 12 năm 2021"
    })
    void writesDatesAsDecree30AndReadsThemBack(LocalDate date, String numeric, String words) {
        assertThat(VietnameseDates.numeric(date)).isEqualTo(numeric);
        assertThat(VietnameseDates.inWords(date)).isEqualTo(words);
        assertThat(VietnameseDates.read(numeric)).contains(date);
        assertThat(VietnameseDates.read(words)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"31/4/2021", "30/02/2021", "0/5/2021", "15/13/2021", "15/5/21", "mai", ""})
    void readsNoDateWhereThereIsNone(String typed) {
        assertThat(VietnameseDates.read(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0; 0", "999; 0; 999", "1000; 0; 1.000", "1234567.849; 1; 1.234.567,8",
                "-1234.5; 2; -1.234,50", "21.6; 1; 21,6", "-0.04; 1; 0,0", "0.95; 2; 0,95"
            })
    void writesNumbersWithADecimalCommaAndThousandsDots(
            BigDecimal value, int decimals, String written) {
        assertThat(VietnameseNumbers.decimal(value, decimals)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "thu vien, Thư viện",
        "THƯ VIỆN, Thư viện",
        "duong dinh, Dương Đình Đức",
        "'  hoa   ', Hòa Bình",
        "dac, Nguyễn Văn Đắc"
    })
    void findsWithoutTonesInEitherNormalForm(String query, String text) {
        assertThat(VietnameseText.finds(query, text)).isTrue();
        assertThat(VietnameseText.finds(query, Normalizer.normalize(text, Normalizer.Form.NFD)))
                .isTrue();
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        assertThat(VietnameseText.finds("thu vien", "Thủy viện")).isFalse();
    }

    @Test
    void keepsANameAsOneFieldInNfcWithSingleSpaces() {
        String typed =
                Normalizer.normalize("  Nguyễn\u00a0 Long\u200b  Biên ", Normalizer.Form.NFD);
        PersonName name = new PersonName(typed);
        assertThat(name.full()).isEqualTo("Nguyễn Long Biên");
        assertThat(name.givenName()).isEqualTo("Biên");
        assertThatThrownBy(() -> new PersonName(" \u200b ")).hasMessageContaining("1 to 200");
    }
}
