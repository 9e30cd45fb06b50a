@NullMarked
package org.haidang.camerafarm.encode;

import org.jspecify.annotations.NullMarked;
