@NullMarked
package org.haidang.camerafarm.clip;

import org.jspecify.annotations.NullMarked;
