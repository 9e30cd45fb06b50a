package org.haidang.programme.vietnamese;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GarbledTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nguyễn Văn Ánh",
                "ĐẠI TÁ VÕ ĐÃ GIÀ",
                "Trường Quân sự tỉnh, nhà B – tầng 1½",
                "lê.thị@example.vn",
                "Y Moan Êban",
                "«Khách sạn Sài Gòn»"
            })
    void letsGoodTextPass(String text) {
        assertThat(GarbledText.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nguyễn Văn Hòa", "Đỗ Thị Mười", "Thư viện", "Chốt trưởng"})
    void knowsUtf8ThatWasReadAsLatin(String text) {
        String read =
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(GarbledText.of(read)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NguyÔn V¨n ¸nh", "§Æng ThÞ Hång", "Tr­ëng c¬ së, ®Çu mèi"})
    void knowsTheFontsOfBeforeUnicode(String text) {
        assertThat(GarbledText.of(text).orElseThrow().vietnamese()).contains("TCVN3");
    }

    @Test
    void readsEveryStoredNumberBack() {
        for (Phone phone :
                List.of(
                        new Phone.Line("+84912345678", ""),
                        new Phone.Line("+842593822123", "12"),
                        new Phone.Hotline("19001234"),
                        new Phone.MilitaryLine("069 123 456"))) {
            assertThat(Phone.ofStored(phone.stored())).isEqualTo(phone);
        }
    }
}
