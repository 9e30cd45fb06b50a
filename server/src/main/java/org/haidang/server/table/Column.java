package org.haidang.server.table;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;

/** The columns of a list of cameras, known by several names in both languages. */
public enum Column {
    FACILITY("facility", "co so", "facility name", "ten co so", "site"),
    NAME("name", "ten camera", "camera", "camera name"),
    ZONE("zone", "khu vuc", "vi tri", "location"),
    URL("url", "address", "rtsp", "dia chi", "main url", "luong chinh"),
    SUB_URL("subUrl", "sub url", "luong phu", "sub stream"),
    USERNAME("username", "user", "login", "tai khoan", "nguoi dung"),
    PASSWORD("password", "pass", "mat khau"),
    TRANSPORT("transport", "protocol", "giao thuc"),
    RECORD_MAIN("recordMain", "record", "ghi hinh"),
    RECORD_SUB("recordSub", "record sub"),
    RETENTION_DAYS("retentionDays", "days", "so ngay"),
    RETENTION_GIB("retentionGiB", "gib", "gb");

    private final String field;

    @SuppressWarnings("ImmutableEnumChecker") // List.copyOf
    private final List<String> names;

    Column(String field, String... others) {
        this.field = field;
        List<String> all = new ArrayList<>();
        all.add(plain(field));
        for (String other : others) {
            all.add(plain(other));
        }
        for (Language language : Language.values()) {
            all.add(plain(Words.of(language, "column." + field)));
        }
        this.names = List.copyOf(all);
    }

    /** As the interface calls it. */
    public String field() {
        return field;
    }

    public static Optional<Column> named(String title) {
        String plain = plain(title);
        for (Column column : values()) {
            if (column.names.contains(plain)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** Without marks, case and spaces. */
    private static String plain(String text) {
        return Normalizer.normalize(text.replace('đ', 'd').replace('Đ', 'D'), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z0-9]+", "")
                .toLowerCase(Locale.ROOT);
    }
}
