/** Parts of the ONVIF devices without sockets, on a clock of the tests. */
@NullMarked
package org.haidang.camerafarm.onvif;

import org.jspecify.annotations.NullMarked;
