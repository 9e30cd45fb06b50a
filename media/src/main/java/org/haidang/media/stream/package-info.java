/**
 * The hub: one source, many readers. It turns access units into fragments once, keeps a bounded
 * short memory of them, and lets recorders and viewers pull from it, each at its own pace and none
 * at another's cost. It may use {@code track}, {@code source} and {@code mp4}; it owns no thread
 * and no clock.
 */
@NullMarked
package org.haidang.media.stream;

import org.jspecify.annotations.NullMarked;
