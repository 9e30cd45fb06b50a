/**
 * The border between whatever pulls a camera and the hub that shares it: states, reasons and the
 * listener. Sources are written against this package and know nothing of readers.
 */
@NullMarked
package org.haidang.media.source;

import org.jspecify.annotations.NullMarked;
