/**
 * What the archive must remember about its files: one row per segment file, one per gap, one per
 * time in which recording was wanted. The archive writes against the interface {@link
 * org.haidang.archive.catalog.SegmentCatalog}; whoever keeps the rows passes its contract test. No
 * SQL, no file access, only the JDK.
 */
@NullMarked
package org.haidang.archive.catalog;

import org.jspecify.annotations.NullMarked;
