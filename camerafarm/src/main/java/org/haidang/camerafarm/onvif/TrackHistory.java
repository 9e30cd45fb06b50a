package org.haidang.camerafarm.onvif;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the tracks of recordings begin and end: the events {@code
 * tns1:RecordingHistory/Track/State} (ONVIF Recording Search Service, section "Recording History").
 */
final class TrackHistory {

    static final String TOPIC = "tns1:RecordingHistory/Track/State";

    private static final String CONCRETE_SET =
            "http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet";

    private final List<Recording> recordings;

    /** A track has data from a moment on, or has none. */
    private record State(
            Instant time, Recording recording, Recording.Track track, boolean present) {}

    TrackHistory(List<Recording> recordings) {
        this.recordings = recordings;
    }

    /**
     * The results of a search, oldest first, or newest first when it ends before it begins.
     *
     * @param start by the device's clock
     * @param end by the device's clock
     * @param startState whether it is first told how each track stands at the start
     */
    List<Xml> between(Instant start, Instant end, boolean startState) {
        boolean forward = !end.isBefore(start);
        Instant first = forward ? start : end;
        Instant last = forward ? end : start;
        List<State> states = new ArrayList<>();
        for (Recording recording : recordings) {
            List<Recording.Stretch> stretches = recording.stretches();
            for (Recording.Track track : recording.tracks()) {
                for (Recording.Stretch each : stretches) {
                    states.add(new State(each.from(), recording, track, true));
                    if (!each.goesOn()) {
                        states.add(new State(each.to(), recording, track, false));
                    }
                }
            }
        }
        Comparator<State> order = Comparator.comparing(State::time);
        List<Xml> results = new ArrayList<>(startState ? atStart(start) : List.of());
        states.stream()
                .filter(state -> !state.time.isBefore(first) && !state.time.isAfter(last))
                .sorted(forward ? order : order.reversed())
                .forEach(state -> results.add(result(state, false)));
        return results;
    }

    private List<Xml> atStart(Instant start) {
        List<Xml> results = new ArrayList<>();
        for (Recording recording : recordings) {
            boolean present =
                    recording.stretches().stream()
                            .anyMatch(each ->
                                    each.from().isBefore(start) && start.isBefore(each.to()));
            for (Recording.Track track : recording.tracks()) {
                results.add(result(new State(start, recording, track, present), true));
            }
        }
        return results;
    }

    private static Xml result(State state, boolean start) {
        String time = Service.dateTime(state.time);
        Xml message =
                Xml.of(
                                "tt:Message",
                                Xml.of(
                                        "tt:Source",
                                        item("RecordingToken", state.recording.token()),
                                        item("Track", state.track.token())),
                                Xml.of(
                                        "tt:Data",
                                        item("IsDataPresent", Boolean.toString(state.present))))
                        .with("UtcTime", time)
                        .with("PropertyOperation", start ? "Initialized" : "Changed");
        return Xml.of(
                "tt:Result",
                Xml.text("tt:RecordingToken", state.recording.token()),
                Xml.text("tt:TrackToken", state.track.token()),
                Xml.text("tt:Time", time),
                Xml.of(
                        "tt:Event",
                        Xml.text("wsnt:Topic", TOPIC).with("Dialect", CONCRETE_SET),
                        Xml.of("wsnt:Message", message)),
                Xml.text("tt:StartStateEvent", start));
    }

    private static Xml item(String name, String value) {
        return Xml.of("tt:SimpleItem").with("Name", name).with("Value", value);
    }
}
