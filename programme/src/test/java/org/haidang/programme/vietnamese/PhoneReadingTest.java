package org.haidang.programme.vietnamese;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.haidang.programme.vietnamese.PhoneReading.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneReadingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0912345678 | +84912345678 | 0912 345 678",
                "0912.345.678 | +84912345678 | 0912 345 678",
                "+84 912 345 678 | +84912345678 | 0912 345 678",
                "0084(0)912-345-678 | +84912345678 | 0912 345 678",
                "912345678 | +84912345678 | 0912 345 678",
                "ĐTDĐ: 0357 111 222 | +84357111222 | 0357 111 222",
                "0259 - 3822123 | +842593822123 | 0259 3822 123",
                "(0259) 3.822.123 máy lẻ 12 | +842593822123;ext=12 | 0259 3822 123 máy lẻ 12",
                "0259 3822123, ext. 7 | +842593822123;ext=7 | 0259 3822 123 máy lẻ 7",
                "024 3822 1234 | +842438221234 | 024 3822 1234",
                "1900 9095 | 19009095 | 1900 9095",
                "1800 599920 | 1800599920 | 1800 599920",
                "069 656.123 | 069 656.123 | 069 656.123",
                "QS: 656 tổng đài 12 | QS: 656 tổng đài 12 | QS: 656 tổng đài 12"
            })
    void storesE164AndShowsItInGroups(String typed, String stored, String shown) {
        assertThat(PhoneReading.of(typed))
                .isInstanceOfSatisfying(
                        PhoneReading.Read.class,
                        read -> {
                            assertThat(read.phones())
                                    .extracting(Phone::stored)
                                    .containsExactly(stored);
                            assertThat(read.phones())
                                    .extracting(Phone::shown)
                                    .containsExactly(shown);
                            assertThat(PhoneReading.of(shown)).isEqualTo(read);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0912345678; 0259 3822 123",
                "0912345678 / 02593822123",
                "0912.345.678 - 0259 3822 123",
                "0912 345 678 hoặc 0259.3822123",
                "0912345678, 0259 3822123"
            })
    void readsSeveralNumbersInOneCell(String typed) {
        assertThat(PhoneReading.of(typed))
                .isInstanceOfSatisfying(
                        PhoneReading.Read.class,
                        read ->
                                assertThat(read.phones())
                                        .extracting(Phone::stored)
                                        .containsExactly("+84912345678", "+842593822123"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | EMPTY",
                "' ; ' | EMPTY",
                "0912 34S 678 | NOT_DIGITS",
                "+1 202 555 0100 | FOREIGN",
                "0123 456 7890 | OLD_MOBILE",
                "0217 3822 123 | UNKNOWN_AREA",
                "068 3822 1234 | UNKNOWN_AREA",
                "0912 345 67 | TOO_SHORT",
                "115 | TOO_SHORT",
                "0912 345 678 99 | TOO_LONG",
                "0912345678; 12 | TOO_SHORT",
                "0912345671;0912345672;0912345673;0912345674;0912345675;0912345676 | TOO_MANY"
            })
    void refusesABadNumberWithItsReason(String typed, Reason reason) {
        assertThat(PhoneReading.of(typed))
                .isInstanceOfSatisfying(
                        PhoneReading.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void namesThePieceOfTheCellThatIsWrong() {
        assertThat(PhoneReading.of("0912345678; 0259 12"))
                .isEqualTo(new PhoneReading.Refused("0259 12", Reason.TOO_SHORT));
    }

    @Test
    void knowsOneAreaCodeForEachOfThe63Provinces() {
        assertThat(AreaCodes.OF_2021).hasSize(63).contains("0259", "0258", "024", "028");
    }

    @Test
    void keepsTheListItWasGiven() {
        List<Phone> phones = List.of(new Phone.Hotline("19009095"));
        assertThat(new PhoneReading.Read(phones).phones()).isEqualTo(phones);
    }
}
