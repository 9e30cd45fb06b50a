/** Tests of the archive as a whole, with a camera that exists only as bytes. */
package org.haidang.archive;
