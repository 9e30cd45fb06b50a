package org.haidang.server.rights;

import static org.haidang.server.rights.Action.ALARM_READ;
import static org.haidang.server.rights.Action.AUDIT_READ;
import static org.haidang.server.rights.Action.BREAK_GLASS;
import static org.haidang.server.rights.Action.CAMERA_PICTURE;
import static org.haidang.server.rights.Action.CAMERA_READ;
import static org.haidang.server.rights.Action.CAMERA_TEST;
import static org.haidang.server.rights.Action.CAMERA_WRITE;
import static org.haidang.server.rights.Action.CONNECTION_ACCEPT;
import static org.haidang.server.rights.Action.CONNECTION_APPROVE;
import static org.haidang.server.rights.Action.CONNECTION_READ;
import static org.haidang.server.rights.Action.CONNECTION_SIGN_ENGINEER;
import static org.haidang.server.rights.Action.CONNECTION_SIGN_SITE;
import static org.haidang.server.rights.Action.CONNECTION_WRITE;
import static org.haidang.server.rights.Action.CONTACT_CONSOLIDATE;
import static org.haidang.server.rights.Action.CONTACT_READ;
import static org.haidang.server.rights.Action.CONTACT_RECEIVE;
import static org.haidang.server.rights.Action.CONTACT_SUBMIT;
import static org.haidang.server.rights.Action.CONTACT_WRITE;
import static org.haidang.server.rights.Action.COVERAGE_READ;
import static org.haidang.server.rights.Action.DISPATCH_READ;
import static org.haidang.server.rights.Action.DISPATCH_WRITE;
import static org.haidang.server.rights.Action.DUTY_WRITE;
import static org.haidang.server.rights.Action.EXPORT_APPROVE;
import static org.haidang.server.rights.Action.EXPORT_MAKE;
import static org.haidang.server.rights.Action.FACILITY_CLOSE;
import static org.haidang.server.rights.Action.FACILITY_READ;
import static org.haidang.server.rights.Action.FACILITY_WRITE;
import static org.haidang.server.rights.Action.INCIDENT_CLOSE;
import static org.haidang.server.rights.Action.INCIDENT_READ;
import static org.haidang.server.rights.Action.INCIDENT_WRITE;
import static org.haidang.server.rights.Action.INSPECTION_READ;
import static org.haidang.server.rights.Action.INSPECTION_WRITE;
import static org.haidang.server.rights.Action.INSTRUCTION_ANSWER;
import static org.haidang.server.rights.Action.INSTRUCTION_GIVE;
import static org.haidang.server.rights.Action.INSTRUCTION_READ;
import static org.haidang.server.rights.Action.LINK_READ;
import static org.haidang.server.rights.Action.LINK_WRITE;
import static org.haidang.server.rights.Action.LIVE_VIEW;
import static org.haidang.server.rights.Action.ORGANISATION_WRITE;
import static org.haidang.server.rights.Action.OVERVIEW_READ;
import static org.haidang.server.rights.Action.PLAN_APPROVE;
import static org.haidang.server.rights.Action.PLAN_READ;
import static org.haidang.server.rights.Action.PLAN_WRITE;
import static org.haidang.server.rights.Action.PTZ_CONTROL;
import static org.haidang.server.rights.Action.PTZ_TAKE_OVER;
import static org.haidang.server.rights.Action.RECORDING_VIEW;
import static org.haidang.server.rights.Action.REMINDER_SEND;
import static org.haidang.server.rights.Action.REPORT_APPROVE;
import static org.haidang.server.rights.Action.REPORT_READ;
import static org.haidang.server.rights.Action.REPORT_WRITE;
import static org.haidang.server.rights.Action.ROLE_WRITE;
import static org.haidang.server.rights.Action.SURVEY_APPROVE;
import static org.haidang.server.rights.Action.SURVEY_READ;
import static org.haidang.server.rights.Action.SURVEY_SIGN_ENGINEER;
import static org.haidang.server.rights.Action.SURVEY_SIGN_SITE;
import static org.haidang.server.rights.Action.SURVEY_WRITE;
import static org.haidang.server.rights.Action.SYSTEM_READ;
import static org.haidang.server.rights.Action.SYSTEM_WRITE;
import static org.haidang.server.rights.Action.TASK_WRITE;
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
                        PTZ_CONTROL,
                        RECORDING_VIEW,
                        CONTACT_READ,
                        CONTACT_WRITE,
                        CONTACT_SUBMIT,
                        DISPATCH_READ,
                        TASK_WRITE,
                        SURVEY_READ,
                        SURVEY_WRITE,
                        SURVEY_SIGN_SITE,
                        PLAN_READ,
                        CONNECTION_READ,
                        CONNECTION_SIGN_SITE,
                        INCIDENT_READ,
                        INCIDENT_WRITE,
                        INSPECTION_READ,
                        DUTY_WRITE,
                        OVERVIEW_READ,
                        INSTRUCTION_READ,
                        INSTRUCTION_ANSWER),
                new Role(
                        DUTY_WATCHER,
                        "",
                        true,
                        List.of(
                                Permission.of(FACILITY_READ),
                                Permission.of(CAMERA_READ),
                                Permission.of(ALARM_READ),
                                Permission.of(LIVE_VIEW),
                                Permission.of(PTZ_CONTROL),
                                Permission.of(CONTACT_READ),
                                Permission.of(INCIDENT_READ),
                                Permission.of(INCIDENT_WRITE),
                                Permission.of(DUTY_WRITE),
                                Permission.of(INSTRUCTION_READ),
                                Permission.of(INSTRUCTION_ANSWER),
                                new Permission(RECORDING_VIEW, A_DAY))),
                role(
                        "military-command",
                        FACILITY_READ,
                        FACILITY_WRITE,
                        CAMERA_READ,
                        COVERAGE_READ,
                        ALARM_READ,
                        LIVE_VIEW,
                        PTZ_CONTROL,
                        PTZ_TAKE_OVER,
                        RECORDING_VIEW,
                        EXPORT_MAKE,
                        EXPORT_APPROVE,
                        USER_READ,
                        FACILITY_CLOSE,
                        CONTACT_READ,
                        CONTACT_WRITE,
                        CONTACT_SUBMIT,
                        CONTACT_CONSOLIDATE,
                        DISPATCH_READ,
                        TASK_WRITE,
                        REMINDER_SEND,
                        SURVEY_READ,
                        PLAN_READ,
                        CONNECTION_READ,
                        INCIDENT_READ,
                        INCIDENT_WRITE,
                        INCIDENT_CLOSE,
                        INSPECTION_READ,
                        INSPECTION_WRITE,
                        DUTY_WRITE,
                        OVERVIEW_READ,
                        REPORT_READ,
                        INSTRUCTION_READ,
                        INSTRUCTION_GIVE,
                        INSTRUCTION_ANSWER),
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
                        PTZ_CONTROL,
                        PTZ_TAKE_OVER,
                        USER_READ,
                        USER_WRITE,
                        SYSTEM_READ,
                        LINK_READ,
                        CONTACT_READ,
                        CONTACT_WRITE,
                        CONTACT_RECEIVE,
                        DISPATCH_READ,
                        DISPATCH_WRITE,
                        TASK_WRITE,
                        REMINDER_SEND,
                        SURVEY_READ,
                        SURVEY_WRITE,
                        SURVEY_APPROVE,
                        PLAN_READ,
                        PLAN_WRITE,
                        CONNECTION_READ,
                        CONNECTION_WRITE,
                        CONNECTION_ACCEPT,
                        CONNECTION_APPROVE,
                        INCIDENT_READ,
                        INCIDENT_WRITE,
                        INSPECTION_READ,
                        INSPECTION_WRITE,
                        DUTY_WRITE,
                        OVERVIEW_READ,
                        REPORT_READ,
                        REPORT_WRITE,
                        INSTRUCTION_READ,
                        INSTRUCTION_GIVE,
                        INSTRUCTION_ANSWER),
                role(
                        "health-department",
                        FACILITY_READ,
                        CAMERA_READ,
                        COVERAGE_READ,
                        ALARM_READ,
                        LIVE_VIEW,
                        PTZ_CONTROL,
                        RECORDING_VIEW,
                        EXPORT_MAKE,
                        CONTACT_READ,
                        DISPATCH_READ,
                        TASK_WRITE,
                        REMINDER_SEND,
                        SURVEY_READ,
                        SURVEY_WRITE,
                        PLAN_READ,
                        CONNECTION_READ,
                        INCIDENT_READ,
                        INCIDENT_WRITE,
                        INCIDENT_CLOSE,
                        INSPECTION_READ,
                        INSPECTION_WRITE,
                        DUTY_WRITE,
                        OVERVIEW_READ,
                        REPORT_READ,
                        INSTRUCTION_READ,
                        INSTRUCTION_GIVE,
                        INSTRUCTION_ANSWER),
                role(
                        "connection-engineer",
                        FACILITY_READ,
                        CAMERA_READ,
                        CAMERA_WRITE,
                        CAMERA_TEST,
                        CAMERA_PICTURE,
                        COVERAGE_READ,
                        ALARM_READ,
                        CONTACT_READ,
                        DISPATCH_READ,
                        TASK_WRITE,
                        SURVEY_READ,
                        SURVEY_WRITE,
                        SURVEY_SIGN_ENGINEER,
                        PLAN_READ,
                        CONNECTION_READ,
                        CONNECTION_WRITE,
                        CONNECTION_SIGN_ENGINEER),
                role(
                        "chairman",
                        FACILITY_READ,
                        CAMERA_READ,
                        COVERAGE_READ,
                        ALARM_READ,
                        LIVE_VIEW,
                        PTZ_CONTROL,
                        EXPORT_APPROVE,
                        BREAK_GLASS,
                        SYSTEM_READ,
                        FACILITY_CLOSE,
                        CONTACT_READ,
                        DISPATCH_READ,
                        REMINDER_SEND,
                        SURVEY_READ,
                        PLAN_READ,
                        PLAN_APPROVE,
                        CONNECTION_READ,
                        INCIDENT_READ,
                        INSPECTION_READ,
                        OVERVIEW_READ,
                        REPORT_READ,
                        REPORT_APPROVE,
                        INSTRUCTION_READ,
                        INSTRUCTION_GIVE),
                role(
                        "assigned-agency",
                        FACILITY_READ,
                        CAMERA_READ,
                        LIVE_VIEW,
                        PTZ_CONTROL,
                        RECORDING_VIEW,
                        COVERAGE_READ,
                        INCIDENT_READ),
                role(
                        "national-committee",
                        FACILITY_READ,
                        CAMERA_READ,
                        COVERAGE_READ,
                        LIVE_VIEW,
                        RECORDING_VIEW,
                        OVERVIEW_READ,
                        INCIDENT_READ,
                        REPORT_READ,
                        DISPATCH_READ,
                        PLAN_READ,
                        CONNECTION_READ,
                        INSTRUCTION_READ,
                        INSTRUCTION_GIVE),
                role(
                        "ministry",
                        FACILITY_READ,
                        CAMERA_READ,
                        COVERAGE_READ,
                        ALARM_READ,
                        SYSTEM_READ,
                        CONTACT_READ,
                        DISPATCH_READ,
                        REMINDER_SEND,
                        SURVEY_READ,
                        PLAN_READ,
                        CONNECTION_READ,
                        INSPECTION_READ,
                        OVERVIEW_READ,
                        REPORT_READ,
                        INSTRUCTION_READ,
                        INSTRUCTION_GIVE),
                role(
                        "inspector",
                        FACILITY_READ,
                        CAMERA_READ,
                        COVERAGE_READ,
                        AUDIT_READ,
                        USER_READ,
                        LINK_READ,
                        DISPATCH_READ,
                        SURVEY_READ,
                        PLAN_READ,
                        CONNECTION_READ,
                        INCIDENT_READ,
                        INSPECTION_READ,
                        REPORT_READ,
                        INSTRUCTION_READ),
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
                        SYSTEM_WRITE,
                        LINK_READ,
                        LINK_WRITE,
                        DISPATCH_READ,
                        PLAN_READ,
                        CONNECTION_READ),
                role(
                        BREAK_GLASS_ROLE,
                        FACILITY_READ,
                        CAMERA_READ,
                        LIVE_VIEW,
                        PTZ_CONTROL,
                        PTZ_TAKE_OVER,
                        RECORDING_VIEW));
    }

    private static Role role(String id, Action... actions) {
        return new Role(id, "", true, Stream.of(actions).map(Permission::of).toList());
    }
}
