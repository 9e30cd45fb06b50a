package org.haidang.server.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.haidang.server.audit.store.AuditRow;
import org.haidang.server.audit.store.RowContent;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.jspecify.annotations.Nullable;

/**
 * One sentence for a row: {0} who, {1} about what, {2} from when, {3} to when. A day that was named
 * just before is not named again.
 */
public final class AuditSentences {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;
    private final boolean besideItsDay;

    private AuditSentences(ZoneId zone, boolean besideItsDay) {
        this.zone = zone;
        this.besideItsDay = besideItsDay;
    }

    /** With times of this zone, to stand alone. */
    public AuditSentences(ZoneId zone) {
        this(zone, false);
    }

    /** To stand where the row's own day, in this zone, is shown already. */
    public static AuditSentences besideTheirDay(ZoneId zone) {
        return new AuditSentences(zone, true);
    }

    public String of(AuditRow row, Language language) {
        RowContent content = row.content();
        Map<String, Object> detail = DetailText.read(content.detail());
        return Words.of(
                language,
                key(content.kind(), detail),
                who(content, language),
                what(content, detail),
                time(content.fromUs(), besideItsDay ? day(row.atUs()) : null),
                time(content.toUs(), content.fromUs() == null ? null : day(content.fromUs())));
    }

    /** What stands in a row as JSON. */
    public static Map<String, Object> detail(AuditRow row) {
        return DetailText.read(row.content().detail());
    }

    private static String key(String kind, Map<String, Object> detail) {
        boolean viewing = AuditKind.byId(kind).filter(AuditKind::viewing).isPresent();
        return "audit.kind."
                + kind
                + (viewing ? "end".equals(detail.get("phase")) ? ".end" : ".begin" : "");
    }

    private static String who(RowContent content, Language language) {
        if (content.person() != null) {
            return content.person();
        }
        if (content.userId() != null) {
            return content.userId();
        }
        return Words.of(
                language, content.address() == null ? "audit.who.program" : "audit.who.unknown");
    }

    private static String what(RowContent content, Map<String, Object> detail) {
        String facility = first(content.facility(), content.facilityId());
        String camera = first(content.camera(), content.cameraId());
        if (camera != null) {
            return facility == null ? camera : camera + " (" + facility + ")";
        }
        if (facility != null) {
            return facility;
        }
        Object name = detail.get("name");
        return name == null ? "-" : name.toString();
    }

    private static @Nullable String first(@Nullable String name, @Nullable String id) {
        return name == null ? id : name;
    }

    private String time(@Nullable Long us, @Nullable LocalDate named) {
        return us == null ? "-" : (day(us).equals(named) ? TIME_OF_DAY : TIME).format(moment(us));
    }

    private LocalDate day(long us) {
        return moment(us).toLocalDate();
    }

    private ZonedDateTime moment(long us) {
        return Instant.ofEpochMilli(Math.floorDiv(us, 1_000)).atZone(zone);
    }

    static String word(Verification.Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
