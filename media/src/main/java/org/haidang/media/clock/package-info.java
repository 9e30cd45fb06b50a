/**
 * Time of a stream: the camera's timestamps, which wrap, jump, stand still or run at the wrong
 * rate, become one media clock that only moves forward and survives reconnects. Time is always an
 * argument, never read. May use nothing but the JDK.
 */
@NullMarked
package org.haidang.media.clock;

import org.jspecify.annotations.NullMarked;
