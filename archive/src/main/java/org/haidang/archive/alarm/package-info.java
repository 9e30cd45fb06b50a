/**
 * What somebody must be told: alarms that last until their cause is gone. The archive raises them;
 * the application shows and forwards them. Uses only the catalogue's names and the JDK.
 */
@NullMarked
package org.haidang.archive.alarm;

import org.jspecify.annotations.NullMarked;
