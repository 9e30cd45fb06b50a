package org.haidang.server.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.haidang.server.audit.store.RowContent;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded. Texts that are too long are cut and characters that cannot be shown
 * become {@code ?}: what strangers type must not keep a row from being written.
 *
 * @param fromUs beginning of what the act was about, microseconds UTC; null when it has no extent
 * @param detail more, as JSON: text, numbers, booleans, lists and maps; {@code name} is what the
 *     act was about when that is neither a camera nor a facility. Never a secret
 */
public record Entry(
        Actor actor,
        AuditKind kind,
        Subject subject,
        @Nullable Long fromUs,
        @Nullable Long toUs,
        Map<String, Object> detail) {

    public Entry {
        detail = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(detail));
    }

    public static Entry of(Actor actor, AuditKind kind) {
        return new Entry(actor, kind, Subject.NONE, null, null, Map.of());
    }

    public Entry about(Subject about) {
        return new Entry(actor, kind, about, fromUs, toUs, detail);
    }

    public Entry between(long from, long to) {
        return new Entry(actor, kind, subject, from, to, detail);
    }

    /** With one more detail; a null value is left out. */
    public Entry with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(detail);
        more.put(name, value);
        return new Entry(actor, kind, subject, fromUs, toUs, more);
    }

    RowContent content() {
        return new RowContent(
                kind.id(),
                DetailText.name(actor.userId()),
                DetailText.name(actor.person()),
                DetailText.name(actor.organisationId()),
                DetailText.name(actor.address()),
                actor.session(),
                DetailText.name(subject.facilityId()),
                DetailText.name(subject.facility()),
                DetailText.name(subject.cameraId()),
                DetailText.name(subject.camera()),
                fromUs,
                toUs,
                DetailText.json(detail));
    }
}
