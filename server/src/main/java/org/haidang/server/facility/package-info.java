/**
 * Where facilities and cameras stand in the programme of the dispatch: their stage, the evidence
 * for it, and every step since they were registered. It asks the rules of {@code programme} before
 * each step and writes the audit log before the step is kept. It may use cameras, audit and news;
 * it knows no HTTP.
 */
@NullMarked
package org.haidang.server.facility;

import org.jspecify.annotations.NullMarked;
