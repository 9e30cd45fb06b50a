/**
 * Focal points: who answers for a facility, the list of them all, and its way from the facilities
 * to the ministry. A contact that exists is valid; what strangers typed becomes one row at a time
 * or is refused with reasons. May use package vietnamese and nothing else.
 */
@NullMarked
package org.haidang.programme.contact;

import org.jspecify.annotations.NullMarked;
