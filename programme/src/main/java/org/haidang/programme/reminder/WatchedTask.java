package org.haidang.programme.reminder;

import java.util.List;
import org.haidang.programme.dispatch.AssignedTask;

/**
 * A task and whom to tell of it.
 *
 * @param agency ids of those who answer for the agency
 * @param issuer ids of those who are told when it stays late
 */
public record WatchedTask(AssignedTask task, List<String> agency, List<String> issuer) {

    public static final int MAX_PEOPLE = 50;

    public WatchedTask {
        agency = List.copyOf(agency);
        issuer = List.copyOf(issuer);
        if (agency.size() > MAX_PEOPLE || issuer.size() > MAX_PEOPLE) {
            throw new IllegalArgumentException("too many people for task " + task.id());
        }
    }
}
