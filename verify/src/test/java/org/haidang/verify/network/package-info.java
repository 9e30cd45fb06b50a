/**
 * What lies between the programs of a test, and can break or keep them apart. It may use the
 * programs of {@code benchmark} and the JDK.
 */
@NullMarked
package org.haidang.verify.network;

import org.jspecify.annotations.NullMarked;
