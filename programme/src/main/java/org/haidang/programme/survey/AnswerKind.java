package org.haidang.programme.survey;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.haidang.programme.facility.ZoneSufficiency;
import org.haidang.programme.facility.ZoneSufficiency.Block;
import org.haidang.programme.facility.ZoneSufficiency.Layout;
import org.haidang.programme.survey.Answer.Blank;
import org.haidang.programme.survey.Answer.Blocks;
import org.haidang.programme.survey.Answer.Chosen;
import org.haidang.programme.survey.Answer.Position;
import org.haidang.programme.survey.Answer.Text;
import org.haidang.programme.survey.Answer.Unknown;
import org.haidang.programme.survey.AnswerReading.Read;
import org.haidang.programme.vietnamese.VietnameseText;

/** What may stand in a field, with its bounds. */
public sealed interface AnswerKind {

    int MAX_BECAUSE_CHARACTERS = 500;

    /** More is not looked at, whatever the kind. */
    int MAX_TYPED_CHARACTERS = 10_000;

    /** Free text in one line. */
    record Line(int maxCharacters) implements AnswerKind {}

    /** A number with at most two decimals; both ends belong to it. */
    record Decimal(int min, int max) implements AnswerKind {}

    record Whole(int min, int max) implements AnswerKind {}

    record OneOf(List<Option> options) implements AnswerKind {
        public OneOf {
            options = List.copyOf(options);
        }
    }

    record SomeOf(List<Option> options) implements AnswerKind {
        public SomeOf {
            options = List.copyOf(options);
        }
    }

    /** Six groups of two hexadecimal digits. */
    record Mac() implements AnswerKind {}

    /** The code of an administrative unit: two digits of a province to five of a commune. */
    record UnitCode() implements AnswerKind {}

    /** A point in Việt Nam, its islands included. */
    record Coordinates() implements AnswerKind {}

    /** The id of a photo of this survey. */
    record Photo() implements AnswerKind {}

    /** "A: 1, 2, 3; B: T, 1": blocks and their floors. */
    record BlocksAndFloors() implements AnswerKind {}

    /** Reads what a person typed or a list says; blank text is {@link Blank}. */
    default AnswerReading read(String typed) {
        if (typed.length() > MAX_TYPED_CHARACTERS) {
            return AnswerReading.refused(
                    "Câu trả lời quá dài; hãy rút gọn dưới 10.000 ký tự.",
                    "The answer is too long; keep it below 10,000 characters.");
        }
        String text = VietnameseText.normalise(typed);
        if (text.isEmpty()) {
            return new Read(new Blank());
        }
        return switch (this) {
            case Line(int max) -> line(text, max);
            case Decimal(int min, int max) -> NumberReading.decimal(text, min, max);
            case Whole(int min, int max) -> NumberReading.whole(text, min, max);
            case OneOf(List<Option> options) -> chosen(List.of(text), options);
            case SomeOf(List<Option> options) -> chosen(List.of(text.split(" ?, ?")), options);
            case Mac() -> mac(text);
            case UnitCode() -> unit(text);
            case Coordinates() -> position(text);
            case Photo() -> photo(text);
            case BlocksAndFloors() -> blocks(text);
        };
    }

    /** "Unknown, because": the reason is what is asked for. */
    static AnswerReading unknown(String typed) {
        if (typed.length() > MAX_TYPED_CHARACTERS) {
            return tooLong(MAX_BECAUSE_CHARACTERS);
        }
        String because = VietnameseText.normalise(typed);
        if (because.isEmpty()) {
            return AnswerReading.refused(
                    "Chưa ghi vì sao không rõ; hãy ghi lý do, ví dụ “camera mất điện”.",
                    "Why it is unknown is missing; give the reason, such as “camera without"
                            + " power”.");
        }
        return because.length() > MAX_BECAUSE_CHARACTERS
                ? tooLong(MAX_BECAUSE_CHARACTERS)
                : new Read(new Unknown(because));
    }

    private static AnswerReading line(String text, int max) {
        return text.length() > max ? tooLong(max) : new Read(new Text(text));
    }

    private static AnswerReading tooLong(int max) {
        return AnswerReading.refused(
                "Câu trả lời dài quá " + max + " ký tự; hãy rút gọn.",
                "The answer has more than " + max + " characters; shorten it.");
    }

    private static AnswerReading chosen(List<String> ids, List<Option> options) {
        List<String> known =
                options.stream().map(Option::id).filter(new HashSet<>(ids)::contains).toList();
        return known.size() == ids.size()
                ? new Read(new Chosen(known))
                : AnswerReading.refused(
                        "Lựa chọn này không có trong câu hỏi; hãy chọn lại.",
                        "That choice does not belong to the question; choose again.");
    }

    Pattern MAC = Pattern.compile("[0-9A-F]{12}");

    private static AnswerReading mac(String text) {
        String digits = text.replaceAll("[-:. ]", "").toUpperCase(Locale.ROOT);
        return MAC.matcher(digits).matches()
                ? new Read(new Text(digits.replaceAll("(..)(?!$)", "$1:")))
                : AnswerReading.refused(
                        "Địa chỉ MAC có 12 chữ số hệ 16, ví dụ 00:11:22:AA:BB:CC.",
                        "A MAC address has 12 hexadecimal digits, such as 00:11:22:AA:BB:CC.");
    }

    Pattern UNIT = Pattern.compile("[0-9]{2,5}");

    private static AnswerReading unit(String text) {
        return UNIT.matcher(text).matches()
                ? new Read(new Text(text))
                : AnswerReading.refused(
                        "Mã đơn vị hành chính có 2 đến 5 chữ số, ví dụ 58 cho Ninh Thuận.",
                        "The code of an administrative unit has 2 to 5 digits, such as 58.");
    }

    /** "11,5643, 108,9886" and "11.5643;108.9886" are both typed; so are degrees signs. */
    Pattern POSITION =
            Pattern.compile(
                    "([0-9]{1,3}(?:[.,][0-9]{1,8})?)[°N]* ?[,; ] ?([0-9]{1,3}(?:[.,][0-9]{1,8})?)[°E]*");

    BigDecimal SOUTH = BigDecimal.valueOf(6);
    BigDecimal NORTH = BigDecimal.valueOf(24);
    BigDecimal WEST = BigDecimal.valueOf(102);
    BigDecimal EAST = BigDecimal.valueOf(118);

    private static AnswerReading position(String text) {
        var match = POSITION.matcher(text);
        if (!match.matches()) {
            return AnswerReading.refused(
                    "Tọa độ gồm vĩ độ và kinh độ, ví dụ 11.5643, 108.9886.",
                    "Coordinates are latitude and longitude, such as 11.5643, 108.9886.");
        }
        BigDecimal latitude = new BigDecimal(match.group(1).replace(',', '.'));
        BigDecimal longitude = new BigDecimal(match.group(2).replace(',', '.'));
        boolean inside = between(latitude, SOUTH, NORTH) && between(longitude, WEST, EAST);
        return inside
                ? new Read(new Position(latitude, longitude))
                : AnswerReading.refused(
                        "Điểm này nằm ngoài Việt Nam; vĩ độ (6 đến 24) đứng trước, kinh độ (102 đến"
                                + " 118) đứng sau.",
                        "That point lies outside Việt Nam; latitude (6 to 24) comes first, longitude"
                                + " (102 to 118) second.");
    }

    private static boolean between(BigDecimal value, BigDecimal low, BigDecimal high) {
        return value.compareTo(low) >= 0 && value.compareTo(high) <= 0;
    }

    Pattern PHOTO = Pattern.compile("[0-9A-Za-z-]{8,40}");

    private static AnswerReading photo(String text) {
        return PHOTO.matcher(text).matches()
                ? new Read(new Text(text))
                : AnswerReading.refused(
                        "Đây không phải mã của một ảnh; hãy chụp hoặc chọn lại ảnh.",
                        "This is no photo's id; take or choose the photo again.");
    }

    int MAX_BLOCKS = 50;

    /** A slash would break the question's path; everything else people paint on walls is there. */
    Pattern BLOCK_OR_FLOOR = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .()+-]{0,19}");

    private static AnswerReading blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int floorCount = 0;
        for (String line : text.split(" ?; ?")) {
            String[] parts = line.split(" ?: ?", 2);
            List<String> floors = parts.length < 2 ? List.of() : List.of(parts[1].split(" ?, ?"));
            floorCount += floors.size();
            boolean named =
                    BLOCK_OR_FLOOR.matcher(parts[0]).matches()
                            && floors.stream().allMatch(f -> BLOCK_OR_FLOOR.matcher(f).matches());
            if (floors.isEmpty()
                    || !named
                    || !names.add(parts[0])
                    || new HashSet<>(floors).size() < floors.size()) {
                return AnswerReading.refused(
                        "Không đọc được khu nhà “"
                                + line
                                + "”; hãy ghi mỗi khu một lần với các tầng,"
                                + " ví dụ A: 1, 2, 3; B: 1.",
                        "The block “"
                                + line
                                + "” cannot be read; name each block once with its"
                                + " floors, such as A: 1, 2, 3; B: 1.");
            }
            blocks.add(new Block(parts[0], floors));
        }
        return blocks.size() > MAX_BLOCKS || floorCount > ZoneSufficiency.MAX_FLOORS
                ? AnswerReading.refused(
                        "Quá 50 khu nhà hoặc 1.000 tầng; hãy tách thành hai cơ sở.",
                        "More than 50 blocks or 1,000 floors; make two facilities of it.")
                : new Read(new Blocks(new Layout(blocks)));
    }
}
