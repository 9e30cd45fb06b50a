/** Tests of {@code check}. */
package org.haidang.archive.check;
