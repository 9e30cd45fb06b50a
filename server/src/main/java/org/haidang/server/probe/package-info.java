/**
 * The connection doctor of one camera: tries it step by step, before it is saved or when it fails,
 * and says of a step that went wrong what it means, what to do and whose work that is. It may use
 * media and the words; it knows no HTTP.
 */
@NullMarked
package org.haidang.server.probe;

import org.jspecify.annotations.NullMarked;
