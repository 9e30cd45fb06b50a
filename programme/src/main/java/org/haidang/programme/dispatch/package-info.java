/**
 * Official letters: their number, issuer and urgency, which one carries out which, what each tells
 * whom to do until when, and who receives it. Data with its rules; the files themselves lie
 * elsewhere. May use packages vietnamese and deadline and nothing else.
 */
@NullMarked
package org.haidang.programme.dispatch;

import org.jspecify.annotations.NullMarked;
