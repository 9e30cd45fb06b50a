package org.haidang.onvif;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.haidang.onvif.xml.Element;
import org.jspecify.annotations.Nullable;

/** Reads what a device says of its recordings; what cannot be used is left out. */
final class RecordingReader {
    private static final int MAX_TOKEN = 256;
    private static final int MAX_NAME = 128;
    private static final int MAX_TRACKS = 32;

    /** At a time, recordings began or ended. */
    record Turn(Instant at, boolean present) {}

    private RecordingReader() {}

    /**
     * One {@code RecordingInformation}.
     *
     * @param offset device minus ours
     */
    static @Nullable Recording recording(Element told, Duration offset) {
        String token = token(told.textAt("RecordingToken"));
        if (token == null) {
            return null;
        }
        List<String> tracks = new ArrayList<>();
        for (Element track : told.children("Track")) {
            String name = token(track.textAt("TrackToken"));
            if (name != null
                    && "Video".equalsIgnoreCase(track.textAt("TrackType"))
                    && tracks.size() < MAX_TRACKS) {
                tracks.add(name);
            }
        }
        return new Recording(
                token,
                ProfileReader.line(told.textAt("Source", "SourceId"), MAX_TOKEN),
                ProfileReader.line(told.textAt("Source", "Name"), MAX_NAME),
                DeviceTime.ofText(told.textAt("EarliestRecording"), offset),
                DeviceTime.ofText(told.textAt("LatestRecording"), offset),
                tracks);
    }

    private static @Nullable String token(@Nullable String told) {
        return told == null || told.length() > MAX_TOKEN ? null : told;
    }

    /** A turn of one of the tracks of pictures, or null. */
    static @Nullable Turn turn(Element result, Recording of, Duration offset) {
        String track = result.textAt("TrackToken");
        Instant at = DeviceTime.ofText(result.textAt("Time"), offset);
        Element data = result.at("Event", "Message", "Message", "Data");
        boolean others =
                track != null && !of.videoTracks().isEmpty() && !of.videoTracks().contains(track);
        if (others || at == null || data == null) {
            return null;
        }
        for (Element item : data.children("SimpleItem")) {
            String value = item.attribute("Value");
            if ("IsDataPresent".equals(item.attribute("Name")) && value != null) {
                return new Turn(at, value.equalsIgnoreCase("true") || value.equals("1"));
            }
        }
        return null;
    }

    /** What is stored from one time to another, when this is where it begins and ends. */
    static List<StoredTime> stored(List<Turn> turns, Instant from, Instant to) {
        List<StoredTime> stored = new ArrayList<>();
        List<Turn> sorted =
                turns.stream()
                        .sorted(Comparator.comparing(Turn::at).thenComparing(Turn::present))
                        .toList();
        Instant since = null;
        for (Turn turn : sorted) {
            if (turn.present() && since == null) {
                since = turn.at().isBefore(from) ? from : turn.at();
            } else if (!turn.present() && since != null) {
                add(stored, since, turn.at().isAfter(to) ? to : turn.at());
                since = null;
            }
        }
        if (since != null) {
            add(stored, since, to);
        }
        return stored;
    }

    private static void add(List<StoredTime> stored, Instant from, Instant to) {
        if (from.isBefore(to)) {
            stored.add(new StoredTime(from, to));
        }
    }
}
