/**
 * What was recorded of a camera, wherever it lies: in this server's archive, or at the site that
 * the camera belongs to. It may use the archive and the registry; how a site is asked is told it by
 * whoever knows links.
 */
@NullMarked
package org.haidang.server.recording;

import org.jspecify.annotations.NullMarked;
