package org.haidang.server.rights;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything a person may be allowed. Names are part of the contract. */
public enum Action {
    FACILITY_READ(Kind.ORDINARY),
    FACILITY_WRITE(Kind.ORDINARY),
    CAMERA_READ(Kind.ORDINARY),
    CAMERA_WRITE(Kind.ORDINARY),
    CAMERA_TEST(Kind.ORDINARY),
    /** See the picture that a test of a camera brings. */
    CAMERA_PICTURE(Kind.ORDINARY),
    COVERAGE_READ(Kind.ORDINARY),
    ALARM_READ(Kind.ORDINARY),
    LIVE_VIEW(Kind.VIDEO),
    /** Turn cameras, and call and change what they remember. */
    PTZ_CONTROL(Kind.ORDINARY),
    /** Take a camera from whoever turns it and has not this right. */
    PTZ_TAKE_OVER(Kind.ORDINARY, "ptz.take-over"),
    RECORDING_VIEW(Kind.VIDEO),
    EXPORT_MAKE(Kind.VIDEO),
    EXPORT_APPROVE(Kind.APPROVING),
    /** Ends a facility's life in the programme: cameras off, footage wiped after its retention. */
    FACILITY_CLOSE(Kind.APPROVING),
    CONTACT_READ(Kind.ORDINARY),
    CONTACT_WRITE(Kind.ORDINARY),
    /** Signs a facility's own part of the contact list. */
    CONTACT_SUBMIT(Kind.ORDINARY),
    /** Signs the consolidated list. */
    CONTACT_CONSOLIDATE(Kind.APPROVING),
    CONTACT_RECEIVE(Kind.ORDINARY),
    DISPATCH_READ(Kind.ORDINARY),
    DISPATCH_WRITE(Kind.ORDINARY),
    TASK_WRITE(Kind.ORDINARY),
    REMINDER_SEND(Kind.ORDINARY),
    SURVEY_READ(Kind.ORDINARY),
    SURVEY_WRITE(Kind.ORDINARY),
    SURVEY_SIGN_SITE(Kind.ORDINARY),
    SURVEY_SIGN_ENGINEER(Kind.ORDINARY),
    /** Signs a survey for the department and decides what it amounts to. */
    SURVEY_APPROVE(Kind.APPROVING),
    PLAN_READ(Kind.ORDINARY),
    PLAN_WRITE(Kind.ORDINARY),
    PLAN_APPROVE(Kind.APPROVING),
    CONNECTION_READ(Kind.ORDINARY),
    CONNECTION_WRITE(Kind.ORDINARY),
    /** Accepts or rejects a camera's picture, having looked at it. */
    CONNECTION_ACCEPT(Kind.ORDINARY),
    CONNECTION_SIGN_SITE(Kind.ORDINARY),
    CONNECTION_SIGN_ENGINEER(Kind.ORDINARY),
    CONNECTION_APPROVE(Kind.APPROVING),
    INCIDENT_READ(Kind.ORDINARY),
    INCIDENT_WRITE(Kind.ORDINARY),
    INCIDENT_CLOSE(Kind.ORDINARY),
    INSPECTION_READ(Kind.ORDINARY),
    INSPECTION_WRITE(Kind.ORDINARY),
    /** Says that somebody watches, and hands a shift over. */
    DUTY_WRITE(Kind.ORDINARY),
    OVERVIEW_READ(Kind.ORDINARY),
    REPORT_READ(Kind.ORDINARY),
    REPORT_WRITE(Kind.ORDINARY),
    REPORT_APPROVE(Kind.APPROVING),
    INSTRUCTION_READ(Kind.ORDINARY),
    /** Instructs and reminds the sites below. */
    INSTRUCTION_GIVE(Kind.ORDINARY),
    /** Says that an instruction of the centre above was seen, and done. */
    INSTRUCTION_ANSWER(Kind.ORDINARY),
    USER_READ(Kind.ORDINARY),
    USER_WRITE(Kind.ADMINISTERING),
    ROLE_WRITE(Kind.ADMINISTERING),
    ORGANISATION_WRITE(Kind.ADMINISTERING),
    AUDIT_READ(Kind.ADMINISTERING),
    SYSTEM_READ(Kind.ORDINARY),
    SYSTEM_WRITE(Kind.ADMINISTERING),
    /** See the links to the tiers above and below, and what is given over them. */
    LINK_READ(Kind.ORDINARY),
    /** Invite and shut out sites, join a centre, decide what it may have of each camera. */
    LINK_WRITE(Kind.ADMINISTERING),
    BREAK_GLASS(Kind.APPROVING);

    private enum Kind {
        ORDINARY,
        VIDEO,
        APPROVING,
        ADMINISTERING
    }

    private final Kind kind;
    private final String id;

    Action(Kind kind, String id) {
        this.kind = kind;
        this.id = id;
    }

    Action(Kind kind) {
        this.kind = kind;
        this.id =
                name().toLowerCase(Locale.ROOT)
                        .replace('_', name().startsWith("BREAK") ? '-' : '.');
    }

    /** Such as {@code live.view}. */
    public String id() {
        return id;
    }

    /** For the screens: what stands together. */
    public String group() {
        return this == BREAK_GLASS ? "recording" : id.substring(0, id.indexOf('.'));
    }

    /** People's pictures. */
    public boolean video() {
        return kind == Kind.VIDEO;
    }

    /** Whoever may do this needs a second factor (NIST SP 800-63B-4, AAL2). */
    public boolean needsSecondFactor() {
        return kind == Kind.APPROVING || kind == Kind.ADMINISTERING;
    }

    /** Power over others' rights or the record of them: only given by whoever has it everywhere. */
    public boolean administering() {
        return kind == Kind.ADMINISTERING;
    }

    public static Optional<Action> of(String id) {
        return Stream.of(values()).filter(action -> action.id.equals(id)).findFirst();
    }
}
