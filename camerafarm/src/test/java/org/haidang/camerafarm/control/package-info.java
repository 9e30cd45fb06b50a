@NullMarked
package org.haidang.camerafarm.control;

import org.jspecify.annotations.NullMarked;
