/** The server's certificate: given as files, or made by itself. It may use BouncyCastle. */
@NullMarked
package org.haidang.server.certificate;

import org.jspecify.annotations.NullMarked;
