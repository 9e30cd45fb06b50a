package org.haidang.server.audit;

import java.util.Locale;
import java.util.Optional;

/** What can be in the log. The ids stand in rows and in the interface and never change. */
public enum AuditKind {
    LOGIN,
    LOGIN_FAILED,
    LOGOUT,
    /** Live pictures; a row when it begins and one when it ends. */
    VIEW,
    /** Recorded pictures; a row when it begins and one when it ends. */
    PLAYBACK,
    /** Single pictures; a row when it begins and one when it ends. */
    STILL,
    EXPORT,
    /** Somebody began to turn a camera. */
    PTZ_TAKEN,
    /** Somebody took a camera from whoever turned it. */
    PTZ_TAKEN_OVER,
    /** Somebody's turning of a camera is over: how many commands, and what of its memory. */
    PTZ_ENDED,
    CAMERA_ADDED,
    CAMERA_CHANGED,
    CAMERA_REMOVED,
    /** Somebody wants a site below to record one of its cameras otherwise; nothing is said yet. */
    SITE_SETTINGS_ASKED,
    /** What came of that. */
    SITE_SETTINGS_ANSWERED,
    /** Somebody had the network searched for cameras. */
    DEVICES_SEARCHED,
    /** Somebody had a device asked, with the login he gave. */
    DEVICE_EXAMINED,
    /** Somebody has said that a device is itself although its certificate is another one. */
    DEVICE_CERTIFICATE_ACCEPTED,
    FACILITY_ADDED,
    FACILITY_CHANGED,
    FACILITY_REMOVED,
    IMPORT,
    FACILITY_STAGE,
    /** A gap of a camera's recordings was filled with what its device had kept. */
    RECORDING_FILLED,
    /** Footage of a closed facility is gone after its retention. */
    FOOTAGE_WIPED,
    CAMERA_STAGE,
    CONTACT_CHANGED,
    CONTACT_LIST_SIGNED,
    DISPATCH_CHANGED,
    TASK_CHANGED,
    REMINDER_SENT,
    SURVEY_CHANGED,
    SURVEY_SIGNED,
    PLAN_CHANGED,
    PLAN_APPROVED,
    CONNECTION_STEP,
    PICTURE_ACCEPTED,
    CONNECTION_SIGNED,
    INCIDENT_CHANGED,
    INSPECTION_MADE,
    DUTY_CONFIRMED,
    SHIFT_HANDED_OVER,
    REPORT_CHANGED,
    REPORT_APPROVED,
    DOCUMENT_MADE,
    USER_INVITED,
    USER_CHANGED,
    USER_DISABLED,
    INVITATION_TAKEN,
    SECOND_FACTOR,
    PASSWORD_CHANGED,
    ROLE_CHANGED,
    GRANT,
    GRANT_WITHDRAWN,
    BREAK_GLASS,
    TOKEN_MADE,
    TOKEN_REMOVED,
    SESSION_ENDED,
    /** A link by which a device becomes a wall screen. */
    WALL_LINK,
    WALL_CLAIMED,
    /** A device could not prove that it is the screen it says. */
    WALL_REFUSED,
    WALL_ENDED,
    /** An invitation for a site to link. */
    SITE_INVITED,
    SITE_JOINED,
    SITE_REVOKED,
    /** Somebody who wanted to link was turned away. */
    SITE_REFUSED,
    /** This server has become a site of a centre. */
    CENTRE_JOINED,
    CENTRE_LEFT,
    /** What the centre above may have of a camera. */
    LINK_GRANT_CHANGED,
    /** The centre above asked for what it may not have. */
    CENTRE_REFUSED,
    /** A site below did not let us have what somebody here wanted. */
    SITE_WITHHELD,
    /** A site below said what no site of ours says. */
    SITE_MISUSED,
    LINK_ALARM_SEEN,
    /** People of a site below are told to do something. */
    INSTRUCTION_GIVEN,
    INSTRUCTION_WITHDRAWN,
    /** The centre above wants something of people here. */
    INSTRUCTION_RECEIVED,
    /** Somebody has seen, or done, what was wanted. */
    INSTRUCTION_ANSWERED,
    ORGANISATION_CHANGED,
    AREA_CHANGED,
    LOG_CUT,
    LOG_EXPORTED,
    SETTINGS;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Such as {@code login-failed}. */
    public String id() {
        return id;
    }

    public static Optional<AuditKind> byId(String id) {
        for (AuditKind kind : values()) {
            if (kind.id.equals(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Has a beginning and an end. */
    boolean viewing() {
        return this == VIEW || this == PLAYBACK || this == STILL;
    }
}
