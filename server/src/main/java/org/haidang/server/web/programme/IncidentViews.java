package org.haidang.server.web.programme;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.haidang.programme.incident.ChecklistItem;
import org.haidang.programme.incident.IncidentKind;
import org.haidang.programme.incident.IncidentLife.Tick;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.incident.Severity;
import org.haidang.server.camera.CameraRegistry;
import org.haidang.server.camera.store.Camera;
import org.haidang.server.incident.store.IncidentEvent;
import org.haidang.server.incident.store.IncidentRow;
import org.haidang.server.web.request.Moments;
import org.haidang.server.words.Language;
import org.jspecify.annotations.Nullable;

/** Incidents as the interface tells them. */
final class IncidentViews {
    private IncidentViews() {}

    record Item(
            String code,
            boolean required,
            String words,
            @Nullable String tickedBy,
            @Nullable String tickedAt) {}

    record CameraName(String id, String name) {}

    record Event(String at, String person, String act, String words) {}

    record Row(
            String id,
            String facilityId,
            @Nullable String facility,
            List<CameraName> cameras,
            String kind,
            String kindWords,
            String severity,
            String severityWords,
            String title,
            String from,
            @Nullable String to,
            String state,
            String stateWords,
            @Nullable String ownerId,
            @Nullable String owner,
            String createdBy,
            String createdAt,
            int itemsDone,
            int itemsRequiredMissing,
            int items,
            @Nullable String site) {}

    record Whole(Row incident, List<Item> checklist, List<Event> events, List<String> may) {}

    record Kind(String kind, String words, List<Item> checklist) {}

    record Word(String id, String words) {}

    record Kinds(List<Kind> kinds, List<Word> severities, List<Word> states) {}

    static Kinds kinds(Language language) {
        List<Kind> kinds = new ArrayList<>();
        for (IncidentKind kind : IncidentKind.values()) {
            kinds.add(
                    new Kind(
                            kind.name(),
                            DutyWords.said(kind.words(), language),
                            kind.checklist().stream()
                                    .map(item -> item(item, null, language))
                                    .toList()));
        }
        List<Word> severities = new ArrayList<>();
        for (Severity one : Severity.values()) {
            severities.add(new Word(one.name(), DutyWords.said(one.words(), language)));
        }
        List<Word> states = new ArrayList<>();
        for (IncidentState one : IncidentState.values()) {
            states.add(new Word(one.name(), DutyWords.said(one.words(), language)));
        }
        return new Kinds(kinds, severities, states);
    }

    private static Item item(ChecklistItem item, @Nullable Tick tick, Language language) {
        return new Item(
                item.code(),
                item.required(),
                DutyWords.said(item.words(), language),
                tick == null ? null : tick.by(),
                tick == null ? null : DutyWords.time(tick.at()));
    }

    /**
     * @param seen which cameras the reader may know of; those that are gone keep their ids
     */
    static Row row(
            IncidentRow row, CameraRegistry registry, Predicate<Camera> seen, Language language) {
        var standing = row.standing();
        return new Row(
                row.id(),
                row.facilityId(),
                registry.facilityName(row.facilityId()),
                row.cameraIds().stream()
                        .filter(id -> registry.camera(id).map(seen::test).orElse(true))
                        .map(id ->
                                new CameraName(
                                        id, registry.camera(id).map(Camera::name).orElse(id)))
                        .toList(),
                standing.kind().name(),
                DutyWords.said(standing.kind().words(), language),
                row.severity().name(),
                DutyWords.said(row.severity().words(), language),
                row.title(),
                Moments.text(row.fromUs()),
                DutyWords.timeOrNull(row.toUs()),
                standing.state().name(),
                DutyWords.said(standing.state().words(), language),
                row.ownerId(),
                standing.owner(),
                row.createdBy(),
                Moments.text(row.createdUs()),
                standing.ticks().size(),
                standing.missing().size(),
                standing.kind().checklist().size(),
                row.keeper() == null ? null : row.keeper().site());
    }

    static List<Item> checklist(IncidentRow row, Language language) {
        return row.standing().kind().checklist().stream()
                .map(item -> item(item, row.standing().ticks().get(item.code()), language))
                .toList();
    }

    static Event event(IncidentEvent event, IncidentRow row, Language language) {
        boolean tick = event.act().equals("ticked") || event.act().equals("unticked");
        String words =
                tick
                        ? row.standing()
                                .kind()
                                .item(event.words())
                                .map(item -> DutyWords.said(item.words(), language))
                                .orElse(event.words())
                        : event.words();
        return new Event(Moments.text(event.atUs()), event.person(), event.act(), words);
    }
}
