/**
 * Recordings on disk: final files written in place, their index, retention, healing, coverage and
 * playback. Files describe themselves; the catalogue of files is an interface that somebody with a
 * database implements. It may use {@code media} and the JDK, and knows no SQL, no web and no users.
 */
@NullMarked
package org.haidang.archive;

import org.jspecify.annotations.NullMarked;
