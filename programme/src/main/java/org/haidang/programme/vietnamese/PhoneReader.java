package org.haidang.programme.vietnamese;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.programme.vietnamese.PhoneReading.Read;
import org.haidang.programme.vietnamese.PhoneReading.Reason;
import org.haidang.programme.vietnamese.PhoneReading.Refused;

/** Takes a cell apart and judges each number in it. */
final class PhoneReader {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final String EXTENSION_WORD = "(?:máy lẻ|số lẻ|nội bộ|ext\\.?|x)";

    /**
     * " - " parts two numbers only where a whole number stands before it: "0259 - 3822123" is one.
     */
    private static final Pattern BETWEEN =
            Pattern.compile(
                    "[;/|]|,(?! ?"
                            + EXTENSION_WORD
                            + ")| hoặc | và |(?<=[\\d.]{9}) [-–] (?=\\+?\\d)",
                    FLAGS);

    private static final Pattern EXTENSION =
            Pattern.compile("[,(]? ?" + EXTENSION_WORD + "[ :.]*(\\d{1,6}) ?\\)?$", FLAGS);

    /** The army's own networks: said in words, or by their area code 069. */
    private static final Pattern MILITARY =
            Pattern.compile("(?:.*(?:quân sự|\\bQS\\b).*\\d.*)|069[\\d .-]{5,11}", FLAGS);

    private static final Pattern LABEL =
            Pattern.compile("^(?:ĐTDĐ|DĐ|ĐT|SĐT|Tel|Hotline)[ .:]+", FLAGS);
    private static final Pattern PUNCTUATION = Pattern.compile("[ .()-]");

    private PhoneReader() {}

    static PhoneReading cell(String text) {
        if (text.length() > PhoneReading.MAX_CHARACTERS) {
            return new Refused(text.substring(0, PhoneReading.MAX_CHARACTERS), Reason.TOO_MANY);
        }
        List<Phone> phones = new ArrayList<>();
        for (String part : BETWEEN.split(text)) {
            if (part.isBlank()) {
                continue;
            }
            switch (number(part.strip())) {
                case Read(List<Phone> one) -> phones.addAll(one);
                case Refused refused -> {
                    return refused;
                }
            }
        }
        if (phones.isEmpty()) {
            return new Refused(text, Reason.EMPTY);
        }
        return phones.size() > PhoneReading.MAX_NUMBERS
                ? new Refused(text, Reason.TOO_MANY)
                : new Read(phones);
    }

    private static PhoneReading number(String part) {
        if (MILITARY.matcher(part).matches()) {
            return read(new Phone.MilitaryLine(part));
        }
        String unlabelled = LABEL.matcher(part).replaceFirst("");
        Matcher tail = EXTENSION.matcher(unlabelled);
        boolean extended = tail.find();
        String extension = extended ? tail.group(1) : "";
        String main = extended ? unlabelled.substring(0, tail.start()) : unlabelled;
        return judge(part, national(PUNCTUATION.matcher(main).replaceAll("")), extension);
    }

    /** With the trunk zero, which "+84" replaces and spreadsheets drop. */
    private static String national(String digits) {
        if (digits.startsWith("+84") || digits.startsWith("0084")) {
            String rest = digits.substring(digits.startsWith("+") ? 3 : 4);
            return rest.startsWith("0") ? rest : "0" + rest;
        }
        boolean mobileWithoutZero = digits.matches("[35789]\\d{8}");
        boolean fixedWithoutZero = digits.matches("2\\d{9}");
        return mobileWithoutZero || fixedWithoutZero ? "0" + digits : digits;
    }

    private static PhoneReading judge(String part, String national, String extension) {
        if (national.matches("1[89]00\\d{4}(\\d{2})?")) {
            return read(new Phone.Hotline(national));
        }
        boolean mobile = national.matches("0[35789]\\d{8}");
        if (mobile || (national.matches("\\d+") && AreaCodes.fixed(national))) {
            return read(new Phone.Line("+84" + national.substring(1), extension));
        }
        return new Refused(part, whyNot(national));
    }

    private static Reason whyNot(String national) {
        if (national.startsWith("+") || national.startsWith("00")) {
            return Reason.FOREIGN;
        }
        if (!national.matches("\\d+")) {
            return Reason.NOT_DIGITS;
        }
        if (national.matches("01\\d{9}")) {
            return Reason.OLD_MOBILE;
        }
        if (national.matches("0[246]\\d{8,9}")) {
            return Reason.UNKNOWN_AREA;
        }
        return national.length() < 10 ? Reason.TOO_SHORT : Reason.TOO_LONG;
    }

    private static Read read(Phone phone) {
        return new Read(List.of(phone));
    }
}
