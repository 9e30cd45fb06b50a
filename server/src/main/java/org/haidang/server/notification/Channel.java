package org.haidang.server.notification;

/**
 * One way to reach somebody. Called by one thread at a time, never by one that serves a request; a
 * call ends within {@link #MAX_SECONDS}, whatever the other side does.
 */
public interface Channel {
    int MAX_SECONDS = 45;

    ChannelKind kind();

    /** Whether an address has this channel's form; nothing is sent. */
    boolean accepts(String address);

    /** Hands one message over. Never throws for what the other side does. */
    Delivery send(Message message);
}
