package org.haidang.server.probe;

import java.util.Locale;
import org.haidang.media.rtsp.TransportChoice;
import org.haidang.media.source.FailureReason;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a camera that cannot be had, said so that somebody can mend it. The catalogue
 * of words has for each {@code doctor.NAME} (what happened and what it means), {@code
 * doctor.NAME.action} (what to do) and, by its owner, {@code doctor.owner.OWNER}.
 */
public enum Diagnosis {
    /** The name is not known to the name service. */
    NAME_UNKNOWN(Owner.ENGINEER),
    /** The rules of this server forbid the address. */
    ADDRESS_FORBIDDEN(Owner.ADMINISTRATOR),
    /** This machine has no way to that network. */
    NO_ROUTE(Owner.NETWORK),
    /** In this machine's own network nobody has that address: off, unplugged, or another one. */
    NOBODY_THERE(Owner.SITE),
    /** In this machine's own network the device is on, but does not answer on the port. */
    DEVICE_SILENT(Owner.SITE),
    /** Behind a router, and no answer comes. */
    NO_ANSWER_FROM_FAR(Owner.NETWORK),
    /** No answer, and how the address is reached is not known. */
    NO_ANSWER(Owner.SITE),
    /** The device is on, but nothing listens on the port. */
    PORT_CLOSED(Owner.ENGINEER),
    /** The port is open, and the device says nothing, or does not answer a question. */
    RTSP_SILENT(Owner.SITE),
    /** Something else than RTSP answers, for instance a web page. */
    NOT_RTSP(Owner.ENGINEER),
    /** The device hung up before it said anything: a list of allowed addresses, or too many. */
    TURNED_AWAY(Owner.ENGINEER),
    /** It wants a login, and none was given. */
    LOGIN_NEEDED(Owner.ENGINEER),
    /** It refuses the login that was given. */
    LOGIN_REFUSED(Owner.ENGINEER),
    /** The login is right or not asked for; the path is not known. */
    PATH_UNKNOWN(Owner.ENGINEER),
    /** It has no session free. */
    BUSY(Owner.SITE),
    /** It answers with an error of its own. */
    REJECTED(Owner.SITE),
    /** Its answers make no sense. */
    GARBLED(Owner.ENGINEER),
    /** It sends nothing that can be kept. */
    NO_CODEC(Owner.ENGINEER),
    /** It was asked to send over UDP, and no packet came through. */
    UDP_BLOCKED(Owner.NETWORK),
    /** It says that it plays, and sends nothing. */
    NO_PACKETS(Owner.SITE),
    /** Packets come, but no picture that a decoder can start at. */
    NO_KEY_PICTURE(Owner.ENGINEER),
    /** The picture came and cannot be decoded. */
    UNDECODABLE(Owner.ENGINEER),
    /** It hung up in the midst. */
    HUNG_UP(Owner.SITE),
    /** All is well, but its clock is wrong: times in its pictures cannot be trusted. */
    CLOCK_WRONG(Owner.ENGINEER);

    /** Further off, and the time in a picture contradicts the recording's. */
    public static final long MAX_CLOCK_OFFSET_US = 5_000_000;

    /** Whose work it is to mend it. */
    public enum Owner {
        /** The contact at the site, without tools. */
        SITE,
        /** Who installs and sets up cameras. */
        ENGINEER,
        /** Who looks after lines, routers and firewalls. */
        NETWORK,
        /** Who looks after this program. */
        ADMINISTRATOR;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Owner owner;

    Diagnosis(Owner owner) {
        this.owner = owner;
    }

    public Owner owner() {
        return owner;
    }

    /** In keys and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @param step the one that failed, as {@link CameraProbe.Step} names it
     * @param loginGiven whether a user name was sent along
     * @param route to the address, null when it is not known
     * @param neighbour what the table of neighbours says of it
     */
    static Diagnosis of(
            String step,
            FailureReason reason,
            boolean loginGiven,
            TransportChoice transport,
            @Nullable Route route,
            Route.Neighbour neighbour) {
        return switch (reason) {
            case UNKNOWN_HOST -> NAME_UNKNOWN;
            case FORBIDDEN_ADDRESS -> ADDRESS_FORBIDDEN;
            case UNREACHABLE ->
                    switch (step) {
                        case "address", "route", "connect" -> unreached(step, route, neighbour);
                        default -> RTSP_SILENT;
                    };
            case REFUSED -> PORT_CLOSED;
            case AUTHENTICATION -> loginGiven ? LOGIN_REFUSED : LOGIN_NEEDED;
            case NOT_FOUND -> PATH_UNKNOWN;
            case BUSY -> BUSY;
            case REJECTED -> REJECTED;
            case PROTOCOL -> step.equals("rtsp") ? NOT_RTSP : GARBLED;
            case UNSUPPORTED -> step.equals("picture") ? UNDECODABLE : NO_CODEC;
            case NO_MEDIA -> noMedia(step, transport);
            case CLOSED, FROZEN, NO_LINK, NOT_GRANTED, GIVES_WAY ->
                    step.equals("rtsp") ? TURNED_AWAY : HUNG_UP;
        };
    }

    private static Diagnosis unreached(
            String step, @Nullable Route route, Route.Neighbour neighbour) {
        if (step.equals("route")) {
            return NO_ROUTE;
        }
        if (route == null) {
            return NO_ANSWER;
        }
        return switch (route.kind()) {
            case NONE -> NO_ROUTE;
            case GATEWAY -> NO_ANSWER_FROM_FAR;
            case SELF -> NO_ANSWER;
            case DIRECT ->
                    switch (neighbour) {
                        case THERE -> DEVICE_SILENT;
                        case SILENT -> NOBODY_THERE;
                        case UNKNOWN -> NO_ANSWER;
                    };
        };
    }

    private static Diagnosis noMedia(String step, TransportChoice transport) {
        if (step.equals("media")) {
            return NO_KEY_PICTURE;
        }
        return transport == TransportChoice.UDP ? UDP_BLOCKED : NO_PACKETS;
    }
}
