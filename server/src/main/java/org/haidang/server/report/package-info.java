/**
 * Reports on carrying out the dispatch: taking their figures, keeping them, moving them from draft
 * to issue, and making their papers. The rules are the programme's; what other features know comes
 * through {@code ReportKnowledge}. It may use the programme, documents, lives of facilities and its
 * store.
 */
@NullMarked
package org.haidang.server.report;

import org.jspecify.annotations.NullMarked;
