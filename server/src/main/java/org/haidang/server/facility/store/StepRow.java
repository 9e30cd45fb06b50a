package org.haidang.server.facility.store;

import org.jspecify.annotations.Nullable;

/**
 * One step of a facility or a camera, as it was taken.
 *
 * @param of id of the facility or camera
 * @param from stage or state before, by its name in the programme
 * @param atUs microseconds since 1970 UTC
 * @param actorId of the person; null for the program
 * @param actor name at that time
 * @param evidence kind of the evidence, by its name in the programme
 * @param about what it names: a document, a hash, a place
 */
public record StepRow(
        String id,
        String of,
        String from,
        String to,
        long atUs,
        @Nullable String actorId,
        String actor,
        boolean byPerson,
        String evidence,
        String about) {}
