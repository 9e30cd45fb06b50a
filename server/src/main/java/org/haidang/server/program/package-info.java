/**
 * The running server, put together by constructor calls: database, archive, engine, then the web.
 * Recording begins before the web does. It may use everything but the commands.
 */
@NullMarked
package org.haidang.server.program;

import org.jspecify.annotations.NullMarked;
