/**
 * Inspections of facilities in operation: when the next is due, and what each found. Due dates are
 * the programme's rule; this package keeps the records. It knows neither HTTP nor who may do what.
 */
@NullMarked
package org.haidang.server.inspection;

import org.jspecify.annotations.NullMarked;
