/** Tests of {@code file}. */
package org.haidang.archive.file;
