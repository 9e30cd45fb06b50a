package org.haidang.server.survey.store;

import org.haidang.programme.survey.Author;

/**
 * A measurement of a site's uplink.
 *
 * @param bytes sent and received for it
 * @param method how it was made, such as {@code browser}
 */
public record UplinkRow(
        long atUs, int upKbps, int downKbps, long bytes, String method, Author by) {}
