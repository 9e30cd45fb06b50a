/**
 * Connecting facilities: the steps from plan to picture, what is measured of each camera, the
 * verdict computed from it every minute, and connection records. It asks the programme's rules and
 * never writes "connected" by hand. It may use engine, archive, probe, still, camera, facility,
 * plan, audit, news and document; it knows no HTTP.
 */
@NullMarked
package org.haidang.server.connection;

import org.jspecify.annotations.NullMarked;
