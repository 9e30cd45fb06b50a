/**
 * Surveys of facilities: keeps what people answer, signs, sends back and evaluates by the rules of
 * {@code programme}, and moves the facility on with the evidence. The audit log is written before
 * anything is kept. It may use facility lives, photos, audit and news; it knows no HTTP.
 */
@NullMarked
package org.haidang.server.survey;

import org.jspecify.annotations.NullMarked;
