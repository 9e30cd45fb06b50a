package org.haidang.server.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.haidang.server.audit.store.AuditRow;
import org.haidang.server.audit.store.RowContent;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an exported log: everything a row's hash covers, so that a stranger can compute it
 * again, the hash, and a sentence.
 */
enum ExportColumn {
    SEQ("seq", 10),
    AT("at", 28),
    KIND("kind", 18),
    MESSAGE("message", 60),
    USER_ID("userId", 20),
    PERSON("person", 24),
    ORGANISATION_ID("organisationId", 20),
    ADDRESS("address", 18),
    SESSION("session", 14),
    FACILITY_ID("facilityId", 20),
    FACILITY("facility", 24),
    CAMERA_ID("cameraId", 20),
    CAMERA("camera", 24),
    FROM("from", 28),
    TO("to", 28),
    DETAIL("detail", 40),
    PREVIOUS_HASH("previousHash", 66),
    HASH("hash", 66);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final String field;
    private final int widthChars;

    ExportColumn(String field, int widthChars) {
        this.field = field;
        this.widthChars = widthChars;
    }

    int widthChars() {
        return widthChars;
    }

    String title(Language language) {
        return Words.of(language, "audit.column." + field);
    }

    String cell(AuditRow row, String message) {
        RowContent content = row.content();
        return switch (this) {
            case SEQ -> Long.toString(row.seq());
            case AT -> time(row.atUs());
            case KIND -> content.kind();
            case MESSAGE -> message;
            case USER_ID -> text(content.userId());
            case PERSON -> text(content.person());
            case ORGANISATION_ID -> text(content.organisationId());
            case ADDRESS -> text(content.address());
            case SESSION -> text(content.session());
            case FACILITY_ID -> text(content.facilityId());
            case FACILITY -> text(content.facility());
            case CAMERA_ID -> text(content.cameraId());
            case CAMERA -> text(content.camera());
            case FROM -> time(content.fromUs());
            case TO -> time(content.toUs());
            case DETAIL -> content.detail();
            case PREVIOUS_HASH -> row.previousHash();
            case HASH -> row.hash();
        };
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String time(@Nullable Long us) {
        return us == null
                ? ""
                : TIME.format(
                        Instant.ofEpochSecond(
                                Math.floorDiv(us, 1_000_000),
                                Math.floorMod(us, 1_000_000) * 1_000L));
    }
}
