package org.haidang.camerafarm.onvif;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The address of one subscription: pulled from, renewed and ended there. */
final class SubscriptionService implements Service {

    private static final int MAX_MESSAGES = 100;
    private static final Duration DEFAULT_PULL = Duration.ofSeconds(5);

    private final FakeDevice device;
    private final EventBoard board;
    private final String id;

    SubscriptionService(FakeDevice device, EventBoard board, String id) {
        this.device = device;
        this.board = board;
        this.id = id;
    }

    @Override
    public Xml answer(SoapRequest request) throws SoapFault, InterruptedException {
        return switch (request.name()) {
            case "PullMessages" -> pull(request);
            case "Renew" -> renew(request);
            case "Unsubscribe" -> {
                if (!board.unsubscribe(id)) {
                    throw unknown();
                }
                yield Xml.of("wsnt:UnsubscribeResponse");
            }
            case "SetSynchronizationPoint" -> {
                if (!board.synchronize(id)) {
                    throw unknown();
                }
                yield Xml.of("tev:SetSynchronizationPointResponse");
            }
            default -> throw SoapFault.notSupported(request.name());
        };
    }

    private Xml pull(SoapRequest request) throws SoapFault, InterruptedException {
        Duration timeout = request.duration("Timeout", DEFAULT_PULL);
        EventBoard.Pulled pulled = board.pull(id, timeout, limit(request.text("MessageLimit")));
        if (pulled == null) {
            throw unknown();
        }
        List<Xml> parts = new ArrayList<>();
        parts.add(Xml.text("tev:CurrentTime", Service.dateTime(device.time())));
        parts.add(Xml.text("tev:TerminationTime", Service.dateTime(pulled.until())));
        parts.addAll(pulled.messages());
        return Xml.of("tev:PullMessagesResponse", parts);
    }

    private static int limit(@Nullable String text) throws SoapFault {
        try {
            int limit = text == null ? MAX_MESSAGES : Integer.parseInt(text);
            if (limit > 0) {
                return Math.min(limit, MAX_MESSAGES);
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that makes no sense.
        }
        throw SoapFault.sender("MessageLimit must be 1 or more", "ter:InvalidArgVal");
    }

    private Xml renew(SoapRequest request) throws SoapFault {
        Instant now = device.time();
        String asked = request.text("TerminationTime");
        Duration life = asked == null ? EventService.DEFAULT_LIFE : Service.life(asked, now);
        Instant until = board.renew(id, life);
        if (until == null) {
            throw unknown();
        }
        return Xml.of(
                "wsnt:RenewResponse",
                Xml.text("wsnt:TerminationTime", Service.dateTime(until)),
                Xml.text("wsnt:CurrentTime", Service.dateTime(now)));
    }

    private SoapFault unknown() {
        return SoapFault.sender("no such subscription: " + id, "wsrf:ResourceUnknownFault");
    }
}
