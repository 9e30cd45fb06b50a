package org.haidang.programme.vietnamese;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text that lost its letters on the way: typed with the fonts of before Unicode, or read with the
 * wrong encoding. It looks like text to a program, and like nonsense to whoever has to read it.
 */
public final class GarbledText {

    /** UTF-8 that was read as Latin: "Nguyá»…n", "ThÆ° viá»‡n", "Ä‘". */
    private static final Pattern UTF8_AS_LATIN =
            Pattern.compile("á[º»]|Ä[\u0090\u2018‘ƒ‚\u0083\u0091]|Æ[°¯]|Ã[\u0080-\u00bf¡-¿]");

    /**
     * TCVN 5712:1993 (TCVN3, the .Vn fonts) read as Latin: signs that no Vietnamese word holds, in
     * the middle of one: "NguyÔn V¨n ¸nh", "®Çu mèi". Quotation marks are left out, for good text
     * has them.
     */
    private static final Pattern TCVN3 =
            Pattern.compile("[¨©ª¬®µ¶·¸¹¼½¾§¡¢£¤¥¦]\\p{L}|\\p{L}[¨©ª¬®µ¶·¸¹¼½¾]");

    private GarbledText() {}

    /** What happened to a text and what to do; empty when it looks well. */
    public static Optional<Sentence> of(String text) {
        if (text.indexOf('\ufffd') >= 0 || UTF8_AS_LATIN.matcher(text).find()) {
            return Optional.of(
                    new Sentence(
                            "Chữ bị lỗi mã hoá; hãy lưu lại tệp ở dạng XLSX hoặc CSV UTF-8.",
                            "The letters were read with the wrong encoding; save the file again as"
                                    + " XLSX or CSV UTF-8."));
        }
        if (TCVN3.matcher(text).find()) {
            return Optional.of(
                    new Sentence(
                            "Chữ dùng bảng mã cũ TCVN3 (phông .VnTime); hãy chuyển sang Unicode.",
                            "The letters are of the old code TCVN3 (.VnTime fonts); convert them to"
                                    + " Unicode."));
        }
        return Optional.empty();
    }
}
