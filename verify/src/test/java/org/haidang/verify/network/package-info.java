/** What lies between the programs of a test, and can break. It may use the JDK alone. */
@NullMarked
package org.haidang.verify.network;

import org.jspecify.annotations.NullMarked;
