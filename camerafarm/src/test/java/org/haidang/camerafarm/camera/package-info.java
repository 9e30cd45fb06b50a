@NullMarked
package org.haidang.camerafarm.camera;

import org.jspecify.annotations.NullMarked;
