/** Tests of {@code retain}. */
package org.haidang.archive.retain;
