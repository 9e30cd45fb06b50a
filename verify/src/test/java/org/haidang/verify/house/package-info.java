/**
 * The rules of the house as tests: who may use whom, and what has to say the same at two places.
 * They read class files, sources and papers only and start nothing.
 */
@NullMarked
package org.haidang.verify.house;

import org.jspecify.annotations.NullMarked;
