/**
 * Duty: who says that he watches, whether anybody looks, and what one shift leaves to the next. The
 * rules are the programme's; this package keeps what they need to know and writes the audit log
 * before it acts. It knows neither HTTP nor who may do what.
 */
@NullMarked
package org.haidang.server.duty;

import org.jspecify.annotations.NullMarked;
