/**
 * The lower end of a link: enrols, dials, says what there is and what happened, and pushes pictures
 * while the centre has a lease. It reads hubs of {@code media} and asks everything else of the
 * interfaces here.
 */
@NullMarked
package org.haidang.uplink.site;

import org.jspecify.annotations.NullMarked;
