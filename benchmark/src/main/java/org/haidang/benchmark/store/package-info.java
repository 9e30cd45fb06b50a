/**
 * Many rows in one transaction, written by the server's own stores. The one place outside of the
 * server that names its JDBC client; it holds no SQL.
 */
@NullMarked
package org.haidang.benchmark.store;

import org.jspecify.annotations.NullMarked;
