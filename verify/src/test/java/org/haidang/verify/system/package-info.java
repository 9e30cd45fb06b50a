/**
 * The whole system as a person would run it: the real programs as processes, real cameras or ones
 * that nobody here wrote, real files and browsers, and faults from the outside. Programs are
 * started on free ports and stopped by process id.
 */
@NullMarked
package org.haidang.verify.system;

import org.jspecify.annotations.NullMarked;
