@NullMarked
package org.haidang.camerafarm.packet;

import org.jspecify.annotations.NullMarked;
