package org.haidang.server.web.programme;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.haidang.server.dispatch.store.AddresseeRow;
import org.haidang.server.dispatch.store.DispatchRow;
import org.haidang.server.dispatch.store.TaskRow;
import org.haidang.server.organisation.Directory;
import org.haidang.server.organisation.store.Organisation;
import org.haidang.server.rights.Action;
import org.haidang.server.rights.Place;
import org.haidang.server.web.request.Caller;
import org.haidang.server.web.request.Gate;
import org.haidang.server.web.request.Services;
import org.jspecify.annotations.Nullable;

/**
 * Who sees a letter: whoever may read letters where its issuer, its register, an agency with a task
 * or an addressee stands, and those who may read letters at all and belong to one of them. To all
 * others it does not exist.
 */
final class DispatchSight {
    private final Services services;
    private final Gate gate;

    DispatchSight(Services services, Gate gate) {
        this.services = services;
        this.gate = gate;
    }

    boolean sees(
            Caller caller, DispatchRow letter, List<TaskRow> tasks, List<AddresseeRow> addressees) {
        return gate.mayEverywhere(caller, Action.DISPATCH_READ)
                || units(letter, tasks, addressees)
                        .distinct()
                        .anyMatch(unit -> reads(caller, unit));
    }

    private static Stream<String> units(
            DispatchRow letter, List<TaskRow> tasks, List<AddresseeRow> addressees) {
        return Stream.of(
                        Stream.of(letter.issuerOrganisationId(), letter.organisationId()),
                        tasks.stream().map(TaskRow::organisationId),
                        addressees.stream().map(AddresseeRow::organisationId))
                .flatMap(ids -> ids)
                .filter(Objects::nonNull);
    }

    private boolean reads(Caller caller, String unit) {
        return may(caller, Action.DISPATCH_READ, unit)
                || (gate.mayAnywhere(caller, Action.DISPATCH_READ)
                        && directory().organisationWithin(caller.user().organisationId(), unit));
    }

    /** Whether a letter may be changed. */
    boolean writes(Caller caller, DispatchRow letter) {
        return gate.mayEverywhere(caller, Action.DISPATCH_WRITE)
                || may(caller, Action.DISPATCH_WRITE, letter.organisationId());
    }

    /** Whether a task may be taken and ended: by its agency, or by whoever may for all. */
    boolean works(Caller caller, TaskRow task) {
        String unit = task.organisationId();
        return gate.mayEverywhere(caller, Action.TASK_WRITE)
                || (unit != null
                        && (may(caller, Action.TASK_WRITE, unit)
                                || (gate.mayAnywhere(caller, Action.TASK_WRITE)
                                        && unit.equals(caller.user().organisationId()))));
    }

    /** Whether an agency may be reminded of a task. */
    boolean reminds(Caller caller, TaskRow task) {
        return gate.mayEverywhere(caller, Action.REMINDER_SEND)
                || may(caller, Action.REMINDER_SEND, task.organisationId());
    }

    boolean may(Caller caller, Action action, @Nullable String unit) {
        Organisation organisation = directory().organisation(unit);
        return organisation != null
                && services.rights()
                        .may(
                                caller.subject(),
                                action,
                                new Place(null, unit, organisation.areaCode(), null));
    }

    private Directory directory() {
        return services.organisations().directory();
    }
}
