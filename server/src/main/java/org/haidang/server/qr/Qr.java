package org.haidang.server.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Draws a text as a QR code (ISO/IEC 18004). */
public final class Qr {
    /** Of light around the code, in modules: what the standard asks for (5.3.8). */
    private static final int QUIET = 4;

    private static final int MAX_TEXT = 1_000;

    private static final Map<EncodeHintType, Object> UTF_8 =
            Map.of(EncodeHintType.CHARACTER_SET, "UTF-8");

    private Qr() {}

    /**
     * The code as SVG, dark on white whatever the theme: readers expect it so.
     *
     * @throws IllegalArgumentException if the text is longer than 1,000 characters
     */
    public static String svg(String text) {
        ByteMatrix modules = modules(text);
        int side = modules.getWidth() + 2 * QUIET;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path fill=\"#000\" d=\"%s\"/></svg>"
                .formatted(side, side, side, side, dark(modules));
    }

    /**
     * The code as rows of modules, true for dark ones; the light around it is the caller's.
     *
     * @throws IllegalArgumentException if the text is longer than 1,000 characters
     */
    public static boolean[][] rows(String text) {
        ByteMatrix modules = modules(text);
        boolean[][] rows = new boolean[modules.getHeight()][modules.getWidth()];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length; x++) {
                rows[y][x] = modules.get(x, y) == 1;
            }
        }
        return rows;
    }

    private static ByteMatrix modules(String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("too long for a code: " + text.length());
        }
        try {
            // Without the hint every letter beyond Latin-1 would become a question mark.
            return StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)
                    ? Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix()
                    : Encoder.encode(text, ErrorCorrectionLevel.M, UTF_8).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("cannot be a code", e);
        }
    }

    /** One rectangle per run of dark modules in a row. */
    private static String dark(ByteMatrix modules) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            int x = 0;
            while (x < modules.getWidth()) {
                int from = x;
                while (x < modules.getWidth() && modules.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
                    path.append('h').append(x - from).append("v1h").append(from - x).append('z');
                }
                x++;
            }
        }
        return path.toString();
    }
}
