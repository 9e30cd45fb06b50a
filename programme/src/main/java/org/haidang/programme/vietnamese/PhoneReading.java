package org.haidang.programme.vietnamese;

import java.util.List;

/** What was read from a cell of telephone numbers: all of them, or the first reason why not. */
public sealed interface PhoneReading {

    /** One to {@link #MAX_NUMBERS} numbers, in the order typed. */
    record Read(List<Phone> phones) implements PhoneReading {
        public Read {
            phones = List.copyOf(phones);
        }
    }

    /** {@code part} is the piece that could not be read. */
    record Refused(String part, Reason reason) implements PhoneReading {}

    enum Reason {
        EMPTY("Chưa có số điện thoại.", "There is no phone number."),
        TOO_MANY(
                "Có quá nhiều số điện thoại; ghi tối đa 5 số.",
                "There are too many phone numbers; give at most 5."),
        NOT_DIGITS(
                "Số điện thoại có ký tự không phải chữ số; hãy ghi lại bằng chữ số.",
                "The phone number has characters that are not digits; write it in digits."),
        FOREIGN(
                "Đây là số nước ngoài; cần một số điện thoại tại Việt Nam.",
                "This is a foreign number; a number in Viet Nam is needed."),
        OLD_MOBILE(
                "Đầu số di động 11 chữ số đã đổi năm 2018; hãy ghi số mới 10 chữ số.",
                "Mobile numbers of 11 digits were changed in 2018; give the new one of 10 digits."),
        UNKNOWN_AREA(
                "Mã vùng không có trong danh mục (ví dụ đúng: 0259); hãy kiểm tra lại.",
                "The area code is not in the list (a right one: 0259); check it."),
        TOO_SHORT(
                "Số điện thoại thiếu chữ số; hãy kiểm tra lại.",
                "The phone number has too few digits; check it."),
        TOO_LONG(
                "Số điện thoại thừa chữ số; hãy kiểm tra lại.",
                "The phone number has too many digits; check it.");

        private final Sentence sentence;

        Reason(String vietnamese, String english) {
            this.sentence = new Sentence(vietnamese, english);
        }

        public Sentence sentence() {
            return sentence;
        }
    }

    int MAX_NUMBERS = 5;
    int MAX_CHARACTERS = 200;

    /** Reads one cell: "0912.345.678; 0259 3822 123 máy lẻ 12". */
    static PhoneReading of(String typed) {
        return PhoneReader.cell(VietnameseText.normalise(typed));
    }
}
