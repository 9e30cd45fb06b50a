/**
 * The survey of a facility's camera system: what is asked, what was answered by whom, what two
 * people answered differently, who signed, and what follows from it. Nothing that was typed is ever
 * dropped; answers are computed from the list of what was typed. May use packages facility and
 * vietnamese and nothing else.
 */
@NullMarked
package org.haidang.programme.survey;

import org.jspecify.annotations.NullMarked;
