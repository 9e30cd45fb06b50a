package org.haidang.onvif;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.haidang.media.MalformedInputException;
import org.haidang.media.rtsp.RtspUri;
import org.haidang.onvif.RecordingReader.Turn;
import org.haidang.onvif.soap.Namespaces;
import org.haidang.onvif.soap.Operation;
import org.haidang.onvif.xml.Element;
import org.haidang.onvif.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a device has on its card or disk, and where it is played (ONVIF profile G: Recording Search
 * Service and Replay Control Service). Each method asks over the network and blocks, for {@link
 * #LONGEST_SEARCH} at most where it searches. Not thread-safe.
 */
public final class Recordings {
    /** A search that takes longer is given up. */
    public static final Duration LONGEST_SEARCH = Duration.ofSeconds(30);

    private static final int MAX_RECORDINGS = 512;
    private static final int MAX_TURNS = 10_000;
    private static final int PAGE = 100;
    private static final int MAX_PAGES = 200;

    /** How long the device may wait for results before it answers without. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private static final Duration SLACK = Duration.ofSeconds(5);
    private static final String KEEP = "PT60S";
    private static final String TOPICS = "http://www.onvif.org/ver10/topics";
    private static final String CONCRETE =
            "http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet";

    private final Conversation conversation;
    private final Dialled dialled;
    private final URI search;
    private final URI replay;
    private final InstantSource clock;

    Recordings(
            Conversation conversation,
            Dialled dialled,
            URI search,
            URI replay,
            InstantSource clock) {
        this.conversation = conversation;
        this.dialled = dialled;
        this.search = search;
        this.replay = replay;
        this.clock = clock;
    }

    /** All recordings of the device, {@value #MAX_RECORDINGS} at most. */
    public List<Recording> all() throws OnvifException {
        List<Recording> found = new ArrayList<>();
        search(
                "FindRecordings",
                out -> out.open("Scope").close().leaf("KeepAliveTime", KEEP),
                "GetRecordingSearchResults",
                "RecordingInformation",
                each -> {
                    Recording recording = RecordingReader.recording(each, conversation.offset());
                    if (recording != null) {
                        found.add(recording);
                    }
                    return found.size() < MAX_RECORDINGS;
                });
        return found;
    }

    /**
     * Of which times between two the device has pictures, in order. Where it does not tell the
     * breaks, its earliest and latest picture are all that is known.
     *
     * @param from by our clock
     */
    public List<StoredTime> stored(Recording recording, Instant from, Instant to)
            throws OnvifException {
        List<Turn> turns;
        try {
            turns = turns(recording, from, to);
        } catch (OnvifException e) {
            if (e.failure() != OnvifFailure.UNSUPPORTED && e.failure() != OnvifFailure.FAULT) {
                throw e;
            }
            turns = List.of();
        }
        if (!turns.isEmpty()) {
            return RecordingReader.stored(turns, from, to);
        }
        Instant earliest = recording.earliest();
        Instant latest = recording.latest();
        Instant begin = earliest == null || earliest.isBefore(from) ? from : earliest;
        Instant end = latest == null || latest.isAfter(to) ? to : latest;
        return begin.isBefore(end) ? List.of(new StoredTime(begin, end)) : List.of();
    }

    private List<Turn> turns(Recording recording, Instant from, Instant to) throws OnvifException {
        Duration offset = conversation.offset();
        List<Turn> turns = new ArrayList<>();
        search(
                "FindEvents",
                out ->
                        out.leaf("StartPoint", from.plus(offset).toString())
                                .leaf("EndPoint", to.plus(offset).toString())
                                .open("Scope")
                                .open("IncludedRecordings", Namespaces.SCHEMA)
                                .text(recording.token())
                                .close()
                                .close()
                                .open("SearchFilter")
                                .open("TopicExpression", Namespaces.NOTIFICATION)
                                .attribute("Dialect", CONCRETE)
                                .attribute("xmlns:tns1", TOPICS)
                                .text("tns1:RecordingHistory/Track/State")
                                .close()
                                .close()
                                .leaf("IncludeStartState", "true")
                                .leaf("KeepAliveTime", KEEP),
                "GetEventSearchResults",
                "Result",
                each -> {
                    String of = each.textAt("RecordingToken");
                    if (of == null || of.equals(recording.token())) {
                        Turn turn = RecordingReader.turn(each, recording, offset);
                        if (turn != null) {
                            turns.add(turn);
                        }
                    }
                    return turns.size() < MAX_TURNS;
                });
        return turns;
    }

    /**
     * Where a recording is played, by RTSP with absolute times; at the host that was dialled,
     * without credentials.
     */
    public RtspUri uri(Recording recording) throws OnvifException {
        Element answer =
                conversation.ask(
                        replay,
                        new Operation(
                                Namespaces.REPLAY,
                                "GetReplayUri",
                                out ->
                                        OnvifDevice.streamSetup(out)
                                                .leaf("RecordingToken", recording.token())));
        String told = answer.textAt("Uri");
        if (told == null) {
            throw new OnvifException(OnvifFailure.MALFORMED, "no replay address in the answer");
        }
        try {
            return dialled.stream(told);
        } catch (MalformedInputException e) {
            throw new OnvifException(OnvifFailure.MALFORMED, "replay address: " + e.getMessage());
        }
    }

    /** Takes one result. */
    private interface Taker {
        /**
         * @return whether more is wanted
         */
        boolean take(Element result);
    }

    private void search(
            String find, Consumer<XmlWriter> arguments, String results, String each, Taker taker)
            throws OnvifException {
        Element begun = ask(new Operation(Namespaces.SEARCH, find, arguments), null);
        String token = begun.textAt("SearchToken");
        if (token == null) {
            throw new OnvifException(OnvifFailure.MALFORMED, "a search without a token");
        }
        boolean over = false;
        try {
            over = results(token, results, each, taker);
        } finally {
            if (!over) {
                end(token);
            }
        }
    }

    /** Takes all pages; whether the device has ended the search by itself. */
    private boolean results(String token, String name, String each, Taker taker)
            throws OnvifException {
        Instant deadline = clock.instant().plus(LONGEST_SEARCH);
        for (int page = 0; page < MAX_PAGES; page++) {
            Element answer =
                    ask(
                            new Operation(
                                    Namespaces.SEARCH,
                                    name,
                                    out ->
                                            out.leaf("SearchToken", token)
                                                    .leaf("MinResults", "1")
                                                    .leaf("MaxResults", Integer.toString(PAGE))
                                                    .leaf(
                                                            "WaitTime",
                                                            "PT" + WAIT.toSeconds() + "S")),
                            WAIT.plus(SLACK));
            Element list = answer.child("ResultList");
            if (list == null) {
                throw new OnvifException(OnvifFailure.MALFORMED, "a search without results");
            }
            for (Element result : list.children(each)) {
                if (!taker.take(result)) {
                    return false;
                }
            }
            if ("Completed".equalsIgnoreCase(list.textAt("SearchState"))) {
                return true;
            }
            if (clock.instant().isAfter(deadline)) {
                break;
            }
        }
        throw new OnvifException(OnvifFailure.TIMEOUT, "the search does not end");
    }

    /** The device has room for few searches; without an answer it forgets this one by itself. */
    private void end(String token) {
        try {
            ask(
                    new Operation(
                            Namespaces.SEARCH, "EndSearch", out -> out.leaf("SearchToken", token)),
                    null);
        } catch (OnvifException e) {
            // What was wrong before is what the caller must hear.
        }
    }

    private Element ask(Operation operation, @Nullable Duration within) throws OnvifException {
        return conversation.ask(search, operation, null, within);
    }
}
