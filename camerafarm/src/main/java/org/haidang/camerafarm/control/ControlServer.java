package org.haidang.camerafarm.control;

/**
 * The control port. Answers are JSON.
 *
 * <ul>
 *   <li>{@code GET /cameras}: the cameras, their addresses and what they do now
 *   <li>{@code POST /cameras/{id}/misbehave} with {@code {"kind":K,"value":V,"seconds":S}}: from
 *       now on, for S seconds or until told otherwise. Kinds: {@code freeze}, {@code black}, {@code
 *       hang}, {@code close}, {@code drop} (V percent of packets), {@code jump} (timestamps jump by
 *       V seconds, may be negative), {@code resolution}, {@code refuse-login}, {@code reboot} (S
 *       seconds, default 10)
 *   <li>{@code DELETE /cameras/{id}/misbehave}: back to normal
 *   <li>{@code GET /sent/{id}?stream=main|sub}: the access units of the clip, in decode order: for
 *       each its RTP time, whether it is a key picture, and the SHA-256 of each NAL unit
 *   <li>{@code GET /stats}: counters of the farm
 * </ul>
 */
public final class ControlServer {
    private ControlServer() {}
}
