/** Surveys, their operations, signatures, photos and measurements in SQL. It knows no rules. */
@NullMarked
package org.haidang.server.survey.store;

import org.jspecify.annotations.NullMarked;
