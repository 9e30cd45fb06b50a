/**
 * A segment file and its index, as bytes: names, header box, index records, scanning. Everything
 * here can be rebuilt from the files alone. Uses media's fragments and the catalogue's names.
 */
@NullMarked
package org.haidang.archive.file;

import org.jspecify.annotations.NullMarked;
