/**
 * Photos from strangers' phones: told by their bytes, decoded within bounds, and written anew
 * without anything that is not the picture. Knows neither files nor SQL nor HTTP. May use the JDK
 * only.
 */
@NullMarked
package org.haidang.server.photo;

import org.jspecify.annotations.NullMarked;
