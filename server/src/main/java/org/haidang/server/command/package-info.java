/**
 * The command line: reads options, runs a part of the program, turns failures into words and exit
 * codes. It may use picocli and everything else; nothing uses it but the main class.
 */
@NullMarked
package org.haidang.server.command;

import org.jspecify.annotations.NullMarked;
