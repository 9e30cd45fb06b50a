package org.haidang.camerafarm.onvif;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.haidang.camerafarm.camera.DeviceFault;
import org.jspecify.annotations.Nullable;

/** The recording search service (ONVIF Recording Search Service Specification). */
final class SearchService implements Service {

    /** A page has no more results, whatever the client says. */
    static final int MAX_RESULTS = 100;

    private static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(10);
    private static final double NANOS = 1e9;

    /** The one filter that every device must know (ONVIF Recording Search, "XPath dialect"). */
    private static final Pattern TRACK_FILTER =
            Pattern.compile(
                    "\\s*boolean\\(//Track\\[TrackType\\s*=\\s*[\"'](Video|Audio|Metadata)[\"']\\]\\)"
                            + "\\s*");

    private final FakeDevice device;
    private final SearchBoard board;

    SearchService(FakeDevice device, SearchBoard board) {
        this.device = device;
        this.board = board;
    }

    @Override
    public Xml answer(SoapRequest request) throws SoapFault, InterruptedException {
        return switch (request.name()) {
            case "GetRecordingSummary" -> summary();
            case "GetRecordingInformation" ->
                    Xml.of(
                            "tse:GetRecordingInformationResponse",
                            named(
                                    "tse:RecordingInformation",
                                    device.recording(request.needed("RecordingToken"))));
            case "FindRecordings" -> findRecordings(request);
            case "GetRecordingSearchResults" -> results(request, SearchBoard.Kind.RECORDINGS);
            case "FindEvents" -> findEvents(request);
            case "GetEventSearchResults" -> results(request, SearchBoard.Kind.EVENTS);
            case "EndSearch" -> {
                board.end(request.needed("SearchToken"));
                yield Xml.of(
                        "tse:EndSearchResponse",
                        Xml.text("tse:Endpoint", Service.dateTime(device.time())));
            }
            case "GetServiceCapabilities" ->
                    Xml.of("tse:GetServiceCapabilitiesResponse", capabilities());
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    static Xml capabilities() {
        return Xml.of("tse:Capabilities")
                .with("MetadataSearch", false)
                .with("GeneralStartEvents", false);
    }

    private static Xml named(String element, Recording recording) {
        return Xml.of(element, recording.information().children());
    }

    private Xml summary() {
        List<Recording> recordings = device.plan().recordings();
        Instant from = device.time();
        Instant until = from;
        for (Recording recording : recordings) {
            for (Recording.Stretch stretch : recording.stretches()) {
                from = stretch.from().isBefore(from) ? stretch.from() : from;
                until = stretch.to().isAfter(until) ? stretch.to() : until;
            }
        }
        return Xml.of(
                "tse:GetRecordingSummaryResponse",
                Xml.of(
                        "tse:Summary",
                        Xml.text("tt:DataFrom", Service.dateTime(from)),
                        Xml.text("tt:DataUntil", Service.dateTime(until)),
                        Xml.text("tt:NumberRecordings", recordings.size())));
    }

    private Xml findRecordings(SoapRequest request) throws SoapFault {
        List<Xml> found = new ArrayList<>();
        for (Recording recording : inScope(request)) {
            found.add(recording.information());
        }
        return Xml.of(
                "tse:FindRecordingsResponse", begin(request, SearchBoard.Kind.RECORDINGS, found));
    }

    private Xml findEvents(SoapRequest request) throws SoapFault {
        Instant start = instant(request.needed("StartPoint"), "StartPoint");
        String end = request.text("EndPoint");
        String expression = request.text("SearchFilter", "TopicExpression");
        TopicFilter filter = expression == null ? TopicFilter.ALL : TopicFilter.parse(expression);
        boolean startState = "true".equals(request.text("IncludeStartState"));
        List<Xml> found =
                filter.passes(TrackHistory.TOPIC)
                        ? new TrackHistory(inScope(request))
                                .between(
                                        start,
                                        end == null ? Instant.MAX : instant(end, "EndPoint"),
                                        startState)
                        : List.of();
        return Xml.of("tse:FindEventsResponse", begin(request, SearchBoard.Kind.EVENTS, found));
    }

    private static Instant instant(String text, String name) throws SoapFault {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw SoapFault.sender(name + " is no time: " + text, "ter:InvalidArgVal");
        }
    }

    private Xml begin(SoapRequest request, SearchBoard.Kind kind, List<Xml> found)
            throws SoapFault {
        int most = number(request.text("MaxMatches"), "MaxMatches", Integer.MAX_VALUE);
        DeviceFault slow = device.fault(DeviceFault.Kind.SLOW_SEARCH);
        SearchBoard.Wish wish =
                new SearchBoard.Wish(
                        kind,
                        request.duration("KeepAliveTime", DEFAULT_KEEP_ALIVE),
                        slow == null
                                ? SearchBoard.USUAL_TIME
                                : Duration.ofNanos((long) (slow.value() * NANOS)));
        String token = board.begin(wish, found.subList(0, Math.min(most, found.size())));
        return Xml.text("tse:SearchToken", token);
    }

    /**
     * The recordings that a scope names, all when it names none; some clients name an empty one.
     */
    private List<Recording> inScope(SoapRequest request) throws SoapFault {
        Element scope = request.operation().child("Scope");
        List<String> tokens = new ArrayList<>();
        for (Element recording : children(scope, "IncludedRecordings")) {
            if (!recording.text().isEmpty()) {
                tokens.add(recording.text());
            }
        }
        List<String> sources = new ArrayList<>();
        for (Element source : children(scope, "IncludedSources")) {
            String token = source.textAt("Token");
            if (token != null) {
                sources.add(token);
            }
        }
        String trackType = trackType(scope);
        for (String token : tokens) {
            device.recording(token);
        }
        return device.plan().recordings().stream()
                .filter(each -> tokens.isEmpty() || tokens.contains(each.token()))
                .filter(each -> sources.isEmpty() || sources.contains(each.channel().sourceToken()))
                .filter(each -> trackType == null || each.has(trackType))
                .toList();
    }

    private static @Nullable String trackType(@Nullable Element scope) throws SoapFault {
        String filter = scope == null ? null : scope.textAt("RecordingInformationFilter");
        if (filter == null) {
            return null;
        }
        Matcher matcher = TRACK_FILTER.matcher(filter);
        if (!matcher.matches()) {
            throw SoapFault.invalid("ter:InvalidFilterFault", "filter not understood: " + filter);
        }
        return matcher.group(1);
    }

    private static List<Element> children(@Nullable Element parent, String name) {
        return parent == null
                ? List.of()
                : parent.children().stream().filter(each -> each.name().equals(name)).toList();
    }

    private Xml results(SoapRequest request, SearchBoard.Kind kind)
            throws SoapFault, InterruptedException {
        int limit = Math.min(MAX_RESULTS, number(request.text("MaxResults"), "MaxResults", 100));
        Duration wait = request.duration("WaitTime", Duration.ZERO);
        SearchBoard.Page page = board.results(request.needed("SearchToken"), kind, limit, wait);
        return Xml.of(
                "tse:Get"
                        + (kind == SearchBoard.Kind.EVENTS ? "Event" : "Recording")
                        + "SearchResultsResponse",
                Xml.of("tse:ResultList", Xml.text("tt:SearchState", page.state()))
                        .and(page.results()));
    }

    private static int number(@Nullable String text, String name, int otherwise) throws SoapFault {
        try {
            int number = text == null ? otherwise : Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that makes no sense.
        }
        throw SoapFault.sender(name + " must be 1 or more", "ter:InvalidArgVal");
    }
}
