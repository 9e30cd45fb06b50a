package org.haidang.camerafarm.onvif;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The event service (ONVIF Core, event handling): subscriptions to be pulled from. */
final class EventService implements Service {

    static final Duration DEFAULT_LIFE = Duration.ofSeconds(60);
    static final String SUBSCRIPTION = "/onvif/subscription/";

    private final FakeDevice device;
    private final EventBoard board;

    EventService(FakeDevice device, EventBoard board) {
        this.device = device;
        this.board = board;
    }

    @Override
    public Xml answer(SoapRequest request) throws SoapFault {
        return switch (request.name()) {
            case "GetEventProperties" -> properties();
            case "CreatePullPointSubscription" -> subscribe(request);
            case "GetServiceCapabilities" ->
                    Xml.of("tev:GetServiceCapabilitiesResponse", capabilities());
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    static Xml capabilities() {
        return Xml.of("tev:Capabilities")
                .with("WSSubscriptionPolicySupport", false)
                .with("WSPullPointSupport", true)
                .with("WSPausableSubscriptionManagerInterfaceSupport", false)
                .with("MaxPullPoints", EventBoard.MAX_SUBSCRIPTIONS);
    }

    private Xml subscribe(SoapRequest request) throws SoapFault {
        String expression = request.text("Filter", "TopicExpression");
        if (request.operation().at("Filter", "MessageContent") != null) {
            throw SoapFault.sender(
                    "message content is not filtered here", "wsnt:InvalidFilterFault");
        }
        TopicFilter filter = expression == null ? TopicFilter.ALL : TopicFilter.parse(expression);
        Instant now = device.time();
        String asked = request.text("InitialTerminationTime");
        String id =
                board.subscribe(filter, asked == null ? DEFAULT_LIFE : Service.life(asked, now));
        Instant until = id == null ? null : board.until(id);
        if (until == null) {
            throw SoapFault.sender(
                    "too many subscriptions",
                    "wsnt:SubscribeCreationFailedFault",
                    "ter:MaximumNumberOfPullPoints");
        }
        return Xml.of(
                "tev:CreatePullPointSubscriptionResponse",
                Xml.of(
                        "tev:SubscriptionReference",
                        Xml.text("wsa5:Address", device.address(SUBSCRIPTION + id))),
                Xml.text("wsnt:CurrentTime", Service.dateTime(now)),
                Xml.text("wsnt:TerminationTime", Service.dateTime(until)));
    }

    private Xml properties() {
        return Xml.of(
                "tev:GetEventPropertiesResponse",
                Xml.text(
                        "tev:TopicNamespaceLocation",
                        "http://www.onvif.org/onvif/ver10/topics/topicns.xml"),
                Xml.text("wsnt:FixedTopicSet", true),
                Xml.of("wstop:TopicSet", topics()),
                Xml.text(
                        "wsnt:TopicExpressionDialect",
                        "http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet"),
                Xml.text(
                        "wsnt:TopicExpressionDialect",
                        "http://docs.oasis-open.org/wsn/t-1/TopicExpression/Concrete"),
                Xml.text(
                        "tev:MessageContentFilterDialect",
                        "http://www.onvif.org/ver10/tev/messageContentFilter/ItemFilter"),
                Xml.text(
                        "tev:MessageContentSchemaLocation",
                        "http://www.onvif.org/onvif/ver10/schema/onvif.xsd"));
    }

    private List<Xml> topics() {
        boolean recorder = device.plan().recorder();
        Map<String, Xml> described = new LinkedHashMap<>();
        for (DeviceEvent event : DeviceEvent.values()) {
            Xml source = description(event.sourceItem(recorder), "tt:ReferenceToken");
            Xml data = description(event.dataItem(recorder), event.dataType());
            Xml message =
                    Xml.of(
                                    "tt:MessageDescription",
                                    Xml.of("tt:Source", source),
                                    Xml.of("tt:Data", data))
                            .with("IsProperty", !event.momentary());
            described.put(event.topic(recorder), message);
        }
        return tree(described);
    }

    private static Xml description(String name, String type) {
        return Xml.of("tt:SimpleItemDescription").with("Name", name).with("Type", type);
    }

    /** Topics by their paths, as nested elements. */
    private static List<Xml> tree(Map<String, Xml> described) {
        Map<String, Map<String, Xml>> groups = new LinkedHashMap<>();
        described.forEach((path, message) -> {
            int slash = path.indexOf('/');
            String first = slash < 0 ? path : path.substring(0, slash);
            groups.computeIfAbsent(first, each -> new LinkedHashMap<>())
                    .put(slash < 0 ? "" : path.substring(slash + 1), message);
        });
        List<Xml> elements = new ArrayList<>();
        groups.forEach((name, below) -> {
            Xml message = below.get("");
            elements.add(
                    message == null
                            ? Xml.of(name, tree(below))
                            : Xml.of(name, message).with("wstop:topic", true));
        });
        return elements;
    }
}
