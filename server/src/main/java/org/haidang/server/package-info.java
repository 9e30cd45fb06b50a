/**
 * The application: HTTP and WebSocket API, identity, SQL, configuration and the wiring of all other
 * modules. The only module that knows Spring. Nobody imports it except tests and benchmarks.
 */
@NullMarked
package org.haidang.server;

import org.jspecify.annotations.NullMarked;
