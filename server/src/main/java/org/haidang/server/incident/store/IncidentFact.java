package org.haidang.server.incident.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.haidang.programme.incident.IncidentKind;
import org.haidang.programme.incident.IncidentLife.Standing;
import org.haidang.programme.incident.IncidentLife.Tick;
import org.haidang.programme.incident.IncidentState;
import org.haidang.programme.incident.Severity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An incident as one tier tells it to the next: whole, with what was newly done. Places and cameras
 * are named as the teller names them; persons by name only, for their ids mean nothing elsewhere.
 *
 * <p>What is spoken between versions: only ever add.
 */
public record IncidentFact(
        String id,
        String place,
        List<String> cameras,
        String kind,
        String severity,
        String title,
        long fromUs,
        @Nullable Long toUs,
        String state,
        @Nullable String owner,
        List<Ticked> ticks,
        String createdBy,
        long createdUs,
        long changedUs,
        List<Done> events) {
    /** More than a person ever writes in one step. */
    private static final int MAX_TEXT = 20_000;

    private static final int MAX_LIST = 1_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** An item of the checklist that is done. */
    public record Ticked(String item, String by, long atUs) {}

    /** One thing that was done. */
    public record Done(String id, long atUs, String person, String act, String words) {}

    static IncidentFact of(IncidentRow row, List<IncidentEvent> events) {
        Standing standing = row.standing();
        List<Ticked> ticks = new ArrayList<>();
        standing.ticks()
                .forEach((item, tick) -> ticks.add(new Ticked(item, tick.by(), us(tick.at()))));
        return new IncidentFact(
                row.id(),
                row.facilityId(),
                row.cameraIds(),
                standing.kind().name(),
                row.severity().name(),
                row.title(),
                row.fromUs(),
                row.toUs(),
                standing.state().name(),
                standing.owner(),
                ticks,
                row.createdBy(),
                row.createdUs(),
                row.changedUs(),
                events.stream()
                        .map(event ->
                                new Done(
                                        event.id(),
                                        event.atUs(),
                                        event.person(),
                                        event.act(),
                                        event.words()))
                        .toList());
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /**
     * Reads what another tier wrote.
     *
     * @throws IllegalArgumentException when it is no incident, or a newer program's that is not
     *     understood here
     */
    public static IncidentFact read(String json) {
        try {
            IncidentFact fact = JSON.readValue(json, IncidentFact.class);
            if (fact == null) {
                throw new IllegalArgumentException("no incident");
            }
            fact.check();
            return fact;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no incident: " + e.getOriginalMessage(), e);
        }
    }

    // What is read may lack anything, whatever the types promise.
    @SuppressWarnings("ConstantValue")
    private void check() {
        boolean there =
                id != null
                        && place != null
                        && cameras != null
                        && title != null
                        && ticks != null
                        && createdBy != null
                        && events != null;
        if (!there
                || id.length() > 64
                || title.length() > MAX_TEXT
                || createdBy.length() > MAX_TEXT
                || cameras.size() > MAX_LIST
                || ticks.size() > MAX_LIST
                || events.size() > MAX_LIST
                || events.stream().anyMatch(event -> !sound(event))) {
            throw new IllegalArgumentException("an incident that lacks something, or is too big");
        }
    }

    @SuppressWarnings("ConstantValue")
    private static boolean sound(Done event) {
        return event != null
                && event.id() != null
                && event.person() != null
                && event.act() != null
                && event.words() != null
                && event.id().length() <= 64
                && event.act().length() <= 64
                && event.words().length() <= MAX_TEXT;
    }

    /**
     * The incident as it is kept here.
     *
     * @param facilityId what the place is here
     * @param cameraIds what the cameras are here
     * @throws IllegalArgumentException when it speaks of a kind or state that is not known here
     */
    public IncidentRow row(String facilityId, List<String> cameraIds, IncidentRow.Keeper keeper) {
        Map<String, Tick> done = new HashMap<>();
        ticks.forEach(tick -> done.put(tick.item(), new Tick(tick.by(), at(tick.atUs()))));
        return new IncidentRow(
                id,
                facilityId,
                cameraIds,
                Severity.valueOf(severity),
                title,
                fromUs,
                toUs,
                null,
                new Standing(IncidentKind.valueOf(kind), IncidentState.valueOf(state), owner, done),
                createdBy,
                createdUs,
                changedUs,
                keeper);
    }

    /** What was done, as it is kept here. */
    public List<IncidentEvent> done() {
        return events.stream()
                .map(event ->
                        new IncidentEvent(
                                event.id(),
                                id,
                                event.atUs(),
                                null,
                                event.person(),
                                event.act(),
                                event.words()))
                .toList();
    }

    private static long us(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant at(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }
}
