package org.haidang.server.notification;

/**
 * What a channel carries.
 *
 * @param id the same at each attempt, so that a receiver can tell a repetition
 * @param kind what it is for, such as {@code reminder}
 * @param address in the channel's own form
 * @param name of who receives it
 * @param atUs when it was asked for, microseconds since 1970 UTC
 */
public record Message(
        String id,
        String kind,
        String address,
        String name,
        String subject,
        String text,
        long atUs) {

    @Override
    public String toString() {
        return "Message[" + id + " " + kind + "]";
    }
}
