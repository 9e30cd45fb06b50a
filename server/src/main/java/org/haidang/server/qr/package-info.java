/**
 * Square codes that a telephone's camera reads, as pictures for the console. They carry secrets, so
 * they are made here and never by somebody else's service. It may use ZXing's core and nothing of
 * ours.
 */
@NullMarked
package org.haidang.server.qr;

import org.jspecify.annotations.NullMarked;
