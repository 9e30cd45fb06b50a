/**
 * The disks that recordings lie on: where they are, how full they are, whether they still work. One
 * disk that fails never touches another. Uses alarms and the JDK.
 */
@NullMarked
package org.haidang.archive.disk;

import org.jspecify.annotations.NullMarked;
