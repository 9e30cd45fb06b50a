/**
 * Reports on carrying out a letter: figures that are frozen at their cut-off, the life from draft
 * to issue, and the numbered text that the figures give. Who may act and how paper looks is decided
 * elsewhere. May use packages vietnamese, deadline, dispatch and facility and nothing else.
 */
@NullMarked
package org.haidang.programme.report;

import org.jspecify.annotations.NullMarked;
