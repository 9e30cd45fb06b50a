package org.haidang.media.rtsp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and signs requests, and finds the request that an answer belongs to.
 *
 * <p>Answers are matched by {@code CSeq}. Cameras get it wrong, so when none matches and exactly
 * one request is being awaited, the answer is taken for that one; an answer that comes late to a
 * keepalive is still matched to it and so never taken for another's.
 */
final class Outbox {

    /** Requests whose answers may be outstanding; the oldest is forgotten first. */
    private static final int MAX_PENDING = 16;

    private final ConversationSettings settings;
    private final ClientLogin login;
    private final ConversationActions actions;
    private final Map<Long, Exchange> pending = new LinkedHashMap<>();
    private long cseq;
    private @Nullable String session;

    Outbox(ConversationSettings settings, ClientLogin login, ConversationActions actions) {
        this.settings = settings;
        this.login = login;
        this.actions = actions;
    }

    /** Goes with every request from now on. */
    void session(@Nullable String id) {
        session = id;
    }

    void send(Exchange.Purpose purpose, String method, String uri, RtspHeaders extra, long nowNs) {
        send(purpose, method, uri, extra, nowNs, 0);
    }

    /** The same request with the present nonce and session. */
    void resend(Exchange exchange, boolean refused, long nowNs) {
        send(
                exchange.purpose,
                exchange.method,
                exchange.uri,
                exchange.extra,
                nowNs,
                exchange.refusals + (refused ? 1 : 0));
    }

    private void send(
            Exchange.Purpose purpose,
            String method,
            String uri,
            RtspHeaders extra,
            long nowNs,
            int refusals) {
        RtspRequest request = RtspRequest.of(method, uri, ++cseq);
        String authorization = login.authorization(method, uri);
        if (authorization != null) {
            request = request.with("Authorization", authorization);
        }
        request = request.with("User-Agent", settings.userAgent());
        if (session != null) {
            request = request.with("Session", session);
        }
        boolean signed = authorization != null;
        pending.put(cseq, new Exchange(purpose, method, uri, extra, nowNs, signed, refusals));
        if (pending.size() > MAX_PENDING) {
            pending.remove(pending.keySet().iterator().next());
        }
        actions.send(withExtra(request, extra).encode());
    }

    private static RtspRequest withExtra(RtspRequest request, RtspHeaders extra) {
        return new RtspRequest(
                request.method(), request.uri(), request.headers().with(extra), request.body());
    }

    /** The request an answer belongs to, which is then no longer pending. */
    @Nullable Exchange match(RtspResponse response) {
        Exchange exact = pending.get(response.cseq());
        if (exact != null) {
            if (response.status() >= 200) {
                pending.remove(response.cseq());
            }
            return exact;
        }
        Exchange only = null;
        long number = -1;
        for (Map.Entry<Long, Exchange> entry : pending.entrySet()) {
            if (entry.getValue().purpose.awaited()) {
                if (only != null) {
                    return null;
                }
                only = entry.getValue();
                number = entry.getKey();
            }
        }
        if (only != null && response.status() >= 200) {
            pending.remove(number);
        }
        return only;
    }

    /** The awaited request, if there is one. */
    @Nullable Exchange awaited() {
        for (Exchange exchange : pending.values()) {
            if (exchange.purpose.awaited()) {
                return exchange;
            }
        }
        return null;
    }

    /** Gives up waiting for the awaited request. */
    void abandonAwaited() {
        pending.values().removeIf(exchange -> exchange.purpose.awaited());
    }

    /** Sends as it is; for answers to the camera's own requests. */
    void answer(RtspResponse response) {
        actions.send(response.encode());
    }
}
