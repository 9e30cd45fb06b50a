@NullMarked
package org.haidang.camerafarm.net;

import org.jspecify.annotations.NullMarked;
