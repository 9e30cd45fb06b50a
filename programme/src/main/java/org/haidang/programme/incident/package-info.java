/**
 * What happens in a facility that a person has to deal with: kinds, severity, the list of things to
 * do for each kind, and the way from new to closed and back. Nothing is ever deleted; the present
 * and the person are arguments. May use package vietnamese and nothing else.
 */
@NullMarked
package org.haidang.programme.incident;

import org.jspecify.annotations.NullMarked;
