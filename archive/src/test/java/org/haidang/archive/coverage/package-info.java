/** Tests of {@code coverage}. */
package org.haidang.archive.coverage;
