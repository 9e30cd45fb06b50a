/**
 * An invented province as large as the largest: entered through the rules of the server's features
 * where people enter it, and row by row through their stores where a real one takes months. It may
 * use the server and {@code benchmark.store}.
 */
@NullMarked
package org.haidang.benchmark.province;

import org.jspecify.annotations.NullMarked;
