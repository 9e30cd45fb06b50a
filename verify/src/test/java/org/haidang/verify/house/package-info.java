/**
 * The rules of the house as tests: who may use whom. They read class files only and start nothing.
 */
@NullMarked
package org.haidang.verify.house;

import org.jspecify.annotations.NullMarked;
