/**
 * How Vietnamese officials write: dates, numbers, names, their order, and telephone numbers. Pure
 * functions of their arguments, safe in any thread. May use the JDK and ICU4J and no other package.
 */
@NullMarked
package org.haidang.programme.vietnamese;

import org.jspecify.annotations.NullMarked;
