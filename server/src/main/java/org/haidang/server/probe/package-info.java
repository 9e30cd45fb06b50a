/**
 * Trying a camera before it is saved, step by step. It may use media; it knows no HTTP and no
 * words.
 */
@NullMarked
package org.haidang.server.probe;

import org.jspecify.annotations.NullMarked;
