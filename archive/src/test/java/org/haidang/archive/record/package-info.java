/** Tests of {@code record}. */
package org.haidang.archive.record;
