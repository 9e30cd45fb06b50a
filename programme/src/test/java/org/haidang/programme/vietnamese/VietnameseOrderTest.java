package org.haidang.programme.vietnamese;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VietnameseOrderTest {

    @Test
    void ordersTheLettersOfTheAlphabet() {
        sortsBackTo(
                List.of("a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y".split(" ")));
    }

    @Test
    void ordersTonesNgangHuyenHoiNgaSacNang() {
        sortsBackTo(List.of("ma", "mà", "mả", "mã", "má", "mạ"));
        sortsBackTo(List.of("ươ", "ườ", "ưở", "ưỡ", "ướ", "ượ"));
    }

    @Test
    void letsLettersDecideBeforeTonesInsideASyllable() {
        sortsBackTo(List.of("mạ", "man", "màn", "mạn", "mang", "măn", "mân"));
    }

    @Test
    void goesSyllableBySyllable() {
        sortsBackTo(List.of("ma", "ma ca", "ma cá", "má", "má ba", "mạ an"));
        sortsBackTo(List.of("An Giang", "An Phú", "Anh Sơn", "Ánh"));
        sortsBackTo(
                List.of(
                        "Bác Ái",
                        "Ninh Hải",
                        "Ninh Phước",
                        "Ninh Sơn",
                        "Phan Rang",
                        "Thuận Bắc",
                        "Thuận Nam"));
    }

    @Test
    void letsCaseDecideOnlyBetweenOtherwiseEqualTexts() {
        sortsBackTo(List.of("Thư an", "thư viện", "Thư viện"));
    }

    @Test
    void treatsBothNormalFormsAsTheSameText() {
        String composed = "Đặng Thị Hường";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertThat(VietnameseOrder.TEXT.compare(composed, decomposed)).isZero();
    }

    @Test
    void sortsPeopleByGivenNameThenFamilyAndMiddleNames() {
        sortsBackTo(
                Stream.of(
                                "Trần Văn An",
                                "Lê Thị Ánh",
                                "Nguyễn Long Biên",
                                "Phạm Dũng",
                                "Đỗ Đạt",
                                "Lê Hòa",
                                "Nguyễn Thị Hòa",
                                "Nguyễn Văn Hòa",
                                "Phan Hóa",
                                "Tôn Nữ Thị Ninh")
                        .map(PersonName::new)
                        .toList(),
                VietnameseOrder.PEOPLE);
    }

    private static void sortsBackTo(List<String> golden) {
        sortsBackTo(golden, VietnameseOrder.TEXT);
    }

    private static <T> void sortsBackTo(List<T> golden, Comparator<T> order) {
        for (long seed = 0; seed < 20; seed++) {
            List<T> shuffled = new ArrayList<>(golden);
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(order);
            assertThat(shuffled).as("seed %d", seed).isEqualTo(golden);
        }
    }
}
