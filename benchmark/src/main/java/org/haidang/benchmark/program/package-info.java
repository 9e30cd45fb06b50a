/**
 * The programs of the project as child processes: started on free ports, asked over their own
 * interfaces, stopped by process id. Benches and system tests drive the product through this
 * package only, as strangers would.
 */
@NullMarked
package org.haidang.benchmark.program;

import org.jspecify.annotations.NullMarked;
