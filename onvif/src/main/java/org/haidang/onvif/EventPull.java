package org.haidang.onvif;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.haidang.onvif.soap.Addressing;
import org.haidang.onvif.soap.Namespaces;
import org.haidang.onvif.soap.Operation;
import org.haidang.onvif.xml.Element;
import org.haidang.onvif.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/**
 * A subscription at a device, from which its events are pulled (ONVIF Core section 9.2). Part of
 * its {@link OnvifDevice}'s conversation and as little thread-safe. The device forgets it when it
 * is neither pulled nor renewed within its life.
 */
public final class EventPull {

    /** Messages asked for at once. */
    public static final int MAX_MESSAGES = 100;

    private static final Duration MIN_LIFE = Duration.ofSeconds(10);
    private static final Duration MAX_LIFE = Duration.ofHours(1);
    private static final Duration MAX_PULL = Duration.ofMinutes(1);

    /** What the answer may take beyond the time that the device waits for something to happen. */
    private static final Duration SLACK = Duration.ofSeconds(8);

    /** Elements of a reference that are handed back. */
    private static final int MAX_REFERENCE = 8;

    private static final String SUBSCRIPTION = Namespaces.EVENTS + "/PullPointSubscription/";
    private static final String MANAGER =
            "http://docs.oasis-open.org/wsn/bw-2/SubscriptionManager/";

    private final Conversation conversation;
    private final URI at;
    private final List<Element> reference;
    private final InstantSource clock;
    private final RandomGenerator random;

    private EventPull(
            Conversation conversation,
            URI at,
            List<Element> reference,
            InstantSource clock,
            RandomGenerator random) {
        this.conversation = conversation;
        this.at = at;
        this.reference = reference;
        this.clock = clock;
        this.random = random;
    }

    static EventPull begin(
            Conversation conversation,
            Dialled dialled,
            URI events,
            Duration life,
            InstantSource clock,
            RandomGenerator random)
            throws OnvifException {
        EventPull unborn = new EventPull(conversation, events, List.of(), clock, random);
        Element answer =
                unborn.ask(
                        Namespaces.EVENTS,
                        "CreatePullPointSubscription",
                        Namespaces.EVENTS + "/EventPortType/CreatePullPointSubscriptionRequest",
                        out -> out.leaf("InitialTerminationTime", life(life)),
                        null);
        String told = answer.textAt("SubscriptionReference", "Address");
        URI at = told == null ? null : dialled.service(told);
        if (at == null) {
            throw new OnvifException(OnvifFailure.MALFORMED, "subscription without an address");
        }
        Element parameters = answer.at("SubscriptionReference", "ReferenceParameters");
        List<Element> reference = parameters == null ? List.of() : parameters.children();
        return new EventPull(
                conversation,
                at,
                reference.subList(0, Math.min(reference.size(), MAX_REFERENCE)),
                clock,
                random);
    }

    private static String life(Duration life) {
        if (life.compareTo(MIN_LIFE) < 0 || life.compareTo(MAX_LIFE) > 0) {
            throw new IllegalArgumentException("life of a subscription " + life);
        }
        return "PT" + life.toSeconds() + "S"; // cameras read no minutes
    }

    /**
     * What has happened since the last pull, in the device's order; of that what we have a use for.
     * Times are good to about a second when {@link OnvifDevice#deviceTime} has been asked before.
     *
     * @param wait how long the device shall wait for something to happen; up to 1 min
     * @return perhaps none
     */
    public List<EventNotice> pull(Duration wait) throws OnvifException {
        if (wait.isNegative() || wait.compareTo(MAX_PULL) > 0) {
            throw new IllegalArgumentException("time to pull " + wait);
        }
        Element answer =
                ask(
                        Namespaces.EVENTS,
                        "PullMessages",
                        SUBSCRIPTION + "PullMessagesRequest",
                        out ->
                                out.leaf("Timeout", "PT" + wait.toSeconds() + "S")
                                        .leaf("MessageLimit", Integer.toString(MAX_MESSAGES)),
                        wait.plus(SLACK));
        return EventReader.read(answer, conversation.offset(), clock.instant());
    }

    /** Lets it live on from now. */
    public void renew(Duration life) throws OnvifException {
        ask(
                Namespaces.NOTIFICATION,
                "Renew",
                MANAGER + "RenewRequest",
                out -> out.leaf("TerminationTime", life(life)),
                null);
    }

    /** Ends it; the device has room for few. */
    public void unsubscribe() throws OnvifException {
        ask(Namespaces.NOTIFICATION, "Unsubscribe", MANAGER + "UnsubscribeRequest", _ -> {}, null);
    }

    private Element ask(
            String namespace,
            String name,
            String action,
            Consumer<XmlWriter> arguments,
            @Nullable Duration within)
            throws OnvifException {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        return conversation.ask(
                at,
                new Operation(namespace, name, action, arguments),
                new Addressing(at, id, reference),
                within);
    }
}
