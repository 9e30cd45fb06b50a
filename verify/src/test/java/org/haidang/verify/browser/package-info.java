/**
 * The console in a real Chromium against the real server and moving cameras: what a duty watcher
 * does, and what the screens look like while doing it. It may use the programs of {@code
 * benchmark}; pictures of the screens go to {@code target/screens}.
 */
@NullMarked
package org.haidang.verify.browser;

import org.jspecify.annotations.NullMarked;
