package org.haidang.server.rights;

import static org.haidang.server.rights.Action.ALARM_READ;
import static org.haidang.server.rights.Action.AUDIT_READ;
import static org.haidang.server.rights.Action.BREAK_GLASS;
import static org.haidang.server.rights.Action.CAMERA_PICTURE;
import static org.haidang.server.rights.Action.CAMERA_READ;
import static org.haidang.server.rights.Action.CAMERA_TEST;
import static org.haidang.server.rights.Action.CAMERA_WRITE;
import static org.haidang.server.rights.Action.COVERAGE_READ;
import static org.haidang.server.rights.Action.EXPORT_APPROVE;
import static org.haidang.server.rights.Action.EXPORT_MAKE;
import static org.haidang.server.rights.Action.FACILITY_READ;
import static org.haidang.server.rights.Action.FACILITY_WRITE;
import static org.haidang.server.rights.Action.LIVE_VIEW;
import static org.haidang.server.rights.Action.ORGANISATION_WRITE;
import static org.haidang.server.rights.Action.RECORDING_VIEW;
import static org.haidang.server.rights.Action.ROLE_WRITE;
import static org.haidang.server.rights.Action.SYSTEM_READ;
import static org.haidang.server.rights.Action.SYSTEM_WRITE;
import static org.haidang.server.rights.Action.USER_READ;
import static org.haidang.server.rights.Action.USER_WRITE;

import java.util.List;
import java.util.stream.Stream;

/**
 * The roles a new server begins with, after the actors of the programme. The administrator
 * configures and sees no video; the engineer connects cameras and sees one test picture; a watcher
 * looks back a day.
 */
public final class DefaultRoles {
    public static final String ADMINISTRATOR = "administrator";
    public static final String DUTY_WATCHER = "duty-watcher";

    /** What break-glass gives, for two hours. */
    public static final String BREAK_GLASS_ROLE = "break-glass";

    private static final int A_DAY = 24;

    private DefaultRoles() {}

    public static List<Role> all() {
        return List.of(
                role(
                        "focal-point",
                        FACILITY_READ,
                        FACILITY_WRITE,
                        CAMERA_READ,
                        COVERAGE_READ,
                        ALARM_READ,
                        LIVE_VIEW,
                        RECORDING_VIEW),
                new Role(
                        DUTY_WATCHER,
                        "",
                        true,
                        List.of(
                                Permission.of(FACILITY_READ),
                                Permission.of(CAMERA_READ),
                                Permission.of(ALARM_READ),
                                Permission.of(LIVE_VIEW),
                                new Permission(RECORDING_VIEW, A_DAY))),
                role(
                        "military-command",
                        FACILITY_READ,
                        FACILITY_WRITE,
                        CAMERA_READ,
                        COVERAGE_READ,
                        ALARM_READ,
                        LIVE_VIEW,
                        RECORDING_VIEW,
                        EXPORT_MAKE,
                        EXPORT_APPROVE,
                        USER_READ),
                role(
                        "it-department",
                        FACILITY_READ,
                        FACILITY_WRITE,
                        CAMERA_READ,
                        CAMERA_WRITE,
                        CAMERA_TEST,
                        CAMERA_PICTURE,
                        COVERAGE_READ,
                        ALARM_READ,
                        LIVE_VIEW,
                        USER_READ,
                        USER_WRITE,
                        SYSTEM_READ),
                role(
                        "health-department",
                        FACILITY_READ,
                        CAMERA_READ,
                        COVERAGE_READ,
                        ALARM_READ,
                        LIVE_VIEW,
                        RECORDING_VIEW,
                        EXPORT_MAKE),
                role(
                        "connection-engineer",
                        FACILITY_READ,
                        CAMERA_READ,
                        CAMERA_WRITE,
                        CAMERA_TEST,
                        CAMERA_PICTURE,
                        COVERAGE_READ,
                        ALARM_READ),
                role(
                        "chairman",
                        FACILITY_READ,
                        CAMERA_READ,
                        COVERAGE_READ,
                        ALARM_READ,
                        LIVE_VIEW,
                        EXPORT_APPROVE,
                        BREAK_GLASS,
                        SYSTEM_READ),
                role(
                        "assigned-agency",
                        FACILITY_READ,
                        CAMERA_READ,
                        LIVE_VIEW,
                        RECORDING_VIEW,
                        COVERAGE_READ),
                role(
                        "national-committee",
                        FACILITY_READ,
                        CAMERA_READ,
                        COVERAGE_READ,
                        LIVE_VIEW,
                        RECORDING_VIEW),
                role(
                        "ministry",
                        FACILITY_READ,
                        CAMERA_READ,
                        COVERAGE_READ,
                        ALARM_READ,
                        SYSTEM_READ),
                role("inspector", FACILITY_READ, CAMERA_READ, COVERAGE_READ, AUDIT_READ, USER_READ),
                role(
                        ADMINISTRATOR,
                        FACILITY_READ,
                        FACILITY_WRITE,
                        CAMERA_READ,
                        CAMERA_WRITE,
                        CAMERA_TEST,
                        COVERAGE_READ,
                        ALARM_READ,
                        USER_READ,
                        USER_WRITE,
                        ROLE_WRITE,
                        ORGANISATION_WRITE,
                        SYSTEM_READ,
                        SYSTEM_WRITE),
                role(BREAK_GLASS_ROLE, FACILITY_READ, CAMERA_READ, LIVE_VIEW, RECORDING_VIEW));
    }

    private static Role role(String id, Action... actions) {
        return new Role(id, "", true, Stream.of(actions).map(Permission::of).toList());
    }
}
