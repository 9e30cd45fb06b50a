package org.haidang.camerafarm.encode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextMaskTest {

    private static final int SIZE = 40;

    private static TextMask draw(String text) {
        return TextMask.draw(TextMask.Font.SANS_BOLD, text, SIZE);
    }

    private static int ink(TextMask mask, int fromRow, int toRow) {
        int ink = 0;
        for (int i = fromRow * mask.width(); i < toRow * mask.width(); i++) {
            ink += mask.coverage()[i] == 0 ? 0 : 1;
        }
        return ink;
    }

    @Test
    void drawsVietnameseMarksAboveAndBelowTheLetters() {
        TextMask bare = draw("a");
        TextMask circumflexHook = draw("ẩ");
        TextMask dotBelow = draw("ạ");
        int middle = bare.height() / 2;
        assertThat(ink(circumflexHook, 0, middle)).isGreaterThan(ink(bare, 0, middle) + 30);
        assertThat(ink(dotBelow, middle, bare.height()))
                .isGreaterThan(ink(bare, middle, bare.height()) + 10);
    }

    @Test
    void knowsEveryVietnameseLetter() {
        byte[] missing = draw("\uE123").coverage();
        for (String letter : "ăâđêôơưẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲÝỶỸỴ".split("")) {
            assertThat(draw(letter).coverage()).as(letter).isNotEqualTo(missing);
        }
    }

    @Test
    void keepsCapitalsWithTwoMarksWithinTheirRows() {
        TextMask mask = draw("Ẩ");
        assertThat(ink(mask, 0, 1)).as("nothing is cut off at the top").isZero();
        assertThat(ink(mask, mask.height() - 1, mask.height())).isZero();
    }

    @Test
    void linesAllTextsOfASizeUp() {
        assertThat(draw("a").height()).isEqualTo(draw("Ẩg").height());
    }
}
