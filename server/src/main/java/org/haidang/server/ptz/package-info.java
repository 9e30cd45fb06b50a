/**
 * Turning cameras: who holds one and for how long, and the conversations by which devices are told
 * to move. It may use {@code onvif}, the audit log and news; a camera is only turned through it, so
 * that two people never turn one against each other. It knows neither HTTP of ours nor words, and
 * time is an argument.
 */
@NullMarked
package org.haidang.server.ptz;

import org.jspecify.annotations.NullMarked;
