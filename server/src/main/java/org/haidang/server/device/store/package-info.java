/**
 * The table of cameras that are asked as devices, too. It may use the database and nothing else; it
 * holds no login, for the camera's own is used.
 */
@NullMarked
package org.haidang.server.device.store;

import org.jspecify.annotations.NullMarked;
