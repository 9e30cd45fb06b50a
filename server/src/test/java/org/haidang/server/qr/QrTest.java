package org.haidang.server.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrTest {
    private static final int QUIET = 4;

    @Test
    void drawsWhatATelephoneReadsBack() throws Exception {
        String text = "otpauth://totp/H%E1%BA%A3i:an?secret=GEZDGNBVGY3TQOJQ&issuer=x";
        assertThat(new Decoder().decode(bits(Qr.svg(text))).getText()).isEqualTo(text);
    }

    @Test
    void drawsVietnameseWithItsTones() throws Exception {
        String text = "Ai ghi hình: Bộ Chỉ huy Quân sự tỉnh\nLưu trong bao lâu: 28 ngày";
        assertThat(new Decoder().decode(bits(Qr.svg(text))).getText()).isEqualTo(text);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatThrownBy(() -> Qr.svg("x".repeat(1_001)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The dark modules, as somebody else would draw the SVG. */
    private static BitMatrix bits(String svg) {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\"").matcher(svg);
        assertThat(box.find()).isTrue();
        int side = Integer.parseInt(box.group(1)) - 2 * QUIET;
        BitMatrix bits = new BitMatrix(side);
        Matcher runs = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z").matcher(svg);
        while (runs.find()) {
            int x = Integer.parseInt(runs.group(1)) - QUIET;
            int y = Integer.parseInt(runs.group(2)) - QUIET;
            bits.setRegion(x, y, Integer.parseInt(runs.group(3)), 1);
        }
        return bits;
    }
}
