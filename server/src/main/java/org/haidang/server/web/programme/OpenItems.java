package org.haidang.server.web.programme;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.haidang.programme.duty.HandOver;
import org.haidang.programme.duty.HandOver.Kind;
import org.haidang.programme.duty.HandOver.OpenItem;
import org.haidang.programme.incident.IncidentKind;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.incident.Severity;
import org.haidang.programme.inspection.InspectionDue;
import org.haidang.programme.overview.Overview;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.incident.store.IncidentRow;
import org.haidang.server.inspection.Inspections;
import org.haidang.server.overview.Overviews.Screen;

/** What is open at some facilities now, in words that still say it when it no longer is. */
final class OpenItems {
    private OpenItems() {}

    /**
     * @param facilities only these
     * @param nameOf name of a facility by its id
     */
    static List<OpenItem> of(
            Screen screen,
            Inspections.Calendar calendar,
            Set<String> facilities,
            UnaryOperator<String> nameOf) {
        List<OpenItem> items = new ArrayList<>();
        Overview overview = screen.overview();
        overview.incidents().stream()
                .filter(one -> facilities.contains(one.facilityId()))
                .map(one -> screen.incidents().get(one.id()))
                .forEach(row -> items.add(incident(row, nameOf)));
        overview.links()
                .forEach(row ->
                        items.add(
                                item(
                                        Kind.LINK,
                                        row.facilityId(),
                                        nameOf,
                                        row.lost()
                                                ? new Sentence("mất kết nối", "link lost")
                                                : new Sentence(
                                                        "một số camera không có hình",
                                                        "some cameras without a picture"))));
        overview.notWatched()
                .forEach(row ->
                        items.add(
                                item(
                                        Kind.NOT_WATCHED,
                                        row.facilityId(),
                                        nameOf,
                                        row.why().words())));
        overview.storage()
                .forEach(row ->
                        items.add(
                                item(
                                        Kind.STORAGE,
                                        row.facilityId(),
                                        nameOf,
                                        new Sentence(
                                                "lưu được khoảng %d ngày, cần %d ngày"
                                                        .formatted(row.days(), row.wantedDays()),
                                                "keeps about %d days of %d"
                                                        .formatted(
                                                                row.days(), row.wantedDays())))));
        screen.facilities()
                .forEach(facility -> {
                    if (calendar.due(facility.id(), facility.stage())
                            instanceof InspectionDue.Overdue late) {
                        items.add(
                                item(
                                        Kind.INSPECTION,
                                        facility.id(),
                                        nameOf,
                                        new Sentence(
                                                "quá hạn kiểm tra %d ngày".formatted(late.days()),
                                                "inspection %d days overdue"
                                                        .formatted(late.days()))));
                    }
                });
        return items.subList(0, Math.min(items.size(), HandOver.MAX_ITEMS));
    }

    private static OpenItem incident(IncidentRow row, UnaryOperator<String> nameOf) {
        Severity severity = row.severity();
        IncidentKind kind = row.standing().kind();
        IncidentState state = row.standing().state();
        String title = row.title().equals(kind.words().vietnamese()) ? "" : ": " + row.title();
        String place = nameOf.apply(row.facilityId());
        return new OpenItem(
                Kind.INCIDENT,
                row.id(),
                new Sentence(
                        "%s - %s%s (%s, %s)"
                                .formatted(
                                        place,
                                        kind.words().vietnamese(),
                                        title,
                                        severity.words().vietnamese(),
                                        state.words().vietnamese()),
                        "%s - %s%s (%s, %s)"
                                .formatted(
                                        place,
                                        kind.words().english(),
                                        title,
                                        severity.words().english(),
                                        state.words().english())));
    }

    private static OpenItem item(
            Kind kind, String facilityId, UnaryOperator<String> nameOf, Sentence words) {
        String place = nameOf.apply(facilityId);
        return new OpenItem(
                kind,
                facilityId,
                new Sentence(place + " - " + words.vietnamese(), place + " - " + words.english()));
    }
}
