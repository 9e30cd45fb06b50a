/**
 * The demo: the camera farm as a child process, a server on it, a login for this folder. It may use
 * {@code program}; it knows the farm by its command line only.
 */
@NullMarked
package org.haidang.server.demo;

import org.jspecify.annotations.NullMarked;
