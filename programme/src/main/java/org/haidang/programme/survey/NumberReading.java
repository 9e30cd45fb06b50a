package org.haidang.programme.survey;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.haidang.programme.survey.AnswerReading.Read;

/** Numbers as people type them here: a comma before decimals, a dot at thousands, or neither. */
final class NumberReading {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}(?:[.,][0-9]{1,2})?");
    private static final Pattern WHOLE =
            Pattern.compile("-?(?:[0-9]{1,9}|[0-9]{1,3}(?:\\.[0-9]{3}){1,2})");

    private NumberReading() {}

    /** "1.000" is refused: a thousand to some, one to others. */
    static AnswerReading decimal(String text, int min, int max) {
        return DECIMAL.matcher(text).matches()
                ? within(new BigDecimal(text.replace(',', '.')), min, max)
                : AnswerReading.refused(
                        "Đây không phải một số; hãy ghi như 12,5 (nhiều nhất hai chữ số sau dấu phẩy).",
                        "That is no number; write it like 12.5 (at most two decimals).");
    }

    static AnswerReading whole(String text, int min, int max) {
        return WHOLE.matcher(text).matches()
                ? within(new BigDecimal(text.replace(".", "")), min, max)
                : AnswerReading.refused(
                        "Đây không phải một số nguyên; hãy ghi như 120.",
                        "That is no whole number; write it like 120.");
    }

    private static AnswerReading within(BigDecimal value, int min, int max) {
        boolean inside =
                value.compareTo(BigDecimal.valueOf(min)) >= 0
                        && value.compareTo(BigDecimal.valueOf(max)) <= 0;
        return inside
                ? new Read(new Answer.Number(value))
                : AnswerReading.refused(
                        "Số này phải từ " + min + " đến " + max + ".",
                        "The number has to be from " + min + " to " + max + ".");
    }
}
