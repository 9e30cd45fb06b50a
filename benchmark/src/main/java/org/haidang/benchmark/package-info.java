/**
 * The load benches: what ingest, recording, joining, viewing and seeking cost, measured beside the
 * peers in one run, and how long the programme's screens take in a large province. Each prints the
 * machine, the load and its own doubts with the figures. It may use everything; only {@code verify}
 * uses it, for the programs it starts.
 */
@NullMarked
package org.haidang.benchmark;

import org.jspecify.annotations.NullMarked;
