/**
 * Session descriptions (RFC 8866) as cameras write them: what is usable is taken, what is not is
 * left out, and no line ends a session. Pure data and text. May use nothing but the JDK.
 */
@NullMarked
package org.haidang.media.sdp;

import org.jspecify.annotations.NullMarked;
