package org.haidang.camerafarm.onvif;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One of a device's services. */
interface Service {

    /** Which, and where it is found. */
    enum Kind {
        DEVICE("device_service", Ns.DEVICE, 2, 6),
        MEDIA("media_service", Ns.MEDIA, 2, 6),
        MEDIA2("media2_service", Ns.MEDIA2, 2, 1),
        PTZ("ptz_service", Ns.PTZ, 2, 4),
        EVENTS("event_service", Ns.EVENTS, 2, 6),
        SEARCH("search_service", Ns.SEARCH, 2, 4),
        REPLAY("replay_service", Ns.REPLAY, 2, 2);

        private final String path;
        private final String namespace;
        private final int major;
        private final int minor;

        Kind(String path, String namespace, int major, int minor) {
            this.path = path;
            this.namespace = namespace;
            this.major = major;
            this.minor = minor;
        }

        String path() {
            return "/onvif/" + path;
        }

        String namespace() {
            return namespace;
        }

        Xml version(String element) {
            return Xml.of(element, Xml.text("tt:Major", major), Xml.text("tt:Minor", minor));
        }
    }

    /**
     * The answer to an operation, which becomes the body.
     *
     * @throws SoapFault when it cannot be done
     * @throws InterruptedException when the farm ends while it waits
     */
    Xml answer(SoapRequest request) throws SoapFault, InterruptedException;

    /** {@code xs:dateTime} in UTC with milliseconds. */
    static String dateTime(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** A duration or a time as {@code wsnt:AbsoluteOrRelativeTimeType}. */
    static Duration life(String text, Instant deviceNow) throws SoapFault {
        if (text.startsWith("P") || text.startsWith("-P")) {
            return SoapRequest.duration(text, "termination time");
        }
        try {
            Instant until = java.time.OffsetDateTime.parse(text).toInstant();
            if (until.isAfter(deviceNow)) {
                return Duration.between(deviceNow, until);
            }
        } catch (java.time.DateTimeException e) {
            // Said below, as for a time that is past.
        }
        throw SoapFault.sender(
                "the termination time is past or no time: " + text,
                "wsnt:UnacceptableInitialTerminationTimeFault");
    }
}
