package org.haidang.onvif;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.haidang.onvif.xml.Element;
import org.jspecify.annotations.Nullable;

/** Reads what {@code PullMessages} brought (ONVIF Core section 9.5). */
final class EventReader {

    /** Messages of one answer that are looked at. */
    private static final int MAX_MESSAGES = 1024;

    private static final int MAX_SOURCE = 128;

    /** Names under which devices tell whether it is so. */
    private static final Set<String> STATES =
            Set.of("State", "IsMotion", "IsTamper", "LogicalState", "Failed", "IsSignalLoss");

    private static final Set<String> SOURCES =
            Set.of(
                    "VideoSourceConfigurationToken",
                    "VideoSourceToken",
                    "VideoSource",
                    "Source",
                    "InputToken",
                    "Token");

    private EventReader() {}

    /**
     * Reads an answer.
     *
     * @param offset device minus ours
     * @param now by our clock, for messages without a time
     */
    static List<EventNotice> read(Element answer, Duration offset, Instant now) {
        List<EventNotice> notices = new ArrayList<>();
        int looked = 0;
        for (Element each : answer.children("NotificationMessage")) {
            if (++looked > MAX_MESSAGES) {
                break;
            }
            EventNotice notice = notice(each, offset, now);
            if (notice != null) {
                notices.add(notice);
            }
        }
        return notices;
    }

    private static @Nullable EventNotice notice(Element message, Duration offset, Instant now) {
        String topic = message.textAt("Topic");
        CameraEvent event = topic == null ? null : CameraEvent.of(topic);
        Element told = message.at("Message", "Message");
        if (topic == null || event == null || told == null) {
            return null;
        }
        String operation = told.attribute("PropertyOperation");
        String state = item(told.child("Data"), STATES);
        String source = item(told.child("Source"), SOURCES);
        boolean over = "Deleted".equals(operation);
        return new EventNotice(
                event,
                property(topic, told.child("Source")),
                !over && (state == null || isTrue(state)),
                "Initialized".equals(operation),
                !over && state == null,
                ProfileReader.line(source, MAX_SOURCE),
                time(told.attribute("UtcTime"), offset, now));
    }

    /** A device may watch several fields of one picture, each with a state of its own. */
    private static String property(String topic, @Nullable Element source) {
        StringBuilder all = new StringBuilder(CameraEvent.plain(topic));
        if (source != null) {
            for (Element item : source.children("SimpleItem")) {
                all.append(' ').append(item.attribute("Name")).append('=');
                all.append(item.attribute("Value"));
                if (all.length() > EventNotice.MAX_PROPERTY) {
                    break;
                }
            }
        }
        return ProfileReader.line(all.toString(), EventNotice.MAX_PROPERTY);
    }

    private static @Nullable String item(@Nullable Element group, Set<String> names) {
        if (group == null) {
            return null;
        }
        for (Element item : group.children("SimpleItem")) {
            String name = item.attribute("Name");
            if (name != null && names.contains(name)) {
                return item.attribute("Value");
            }
        }
        return null;
    }

    private static boolean isTrue(String value) {
        return value.equalsIgnoreCase("true") || value.equals("1");
    }

    private static Instant time(@Nullable String told, Duration offset, Instant now) {
        Instant read = DeviceTime.ofText(told, offset);
        return read == null ? now : read;
    }
}
