/**
 * Connecting a facility: the steps from plan to picture, which default passwords are tried, when a
 * running facility moves by its measurements, and the connection record (biên bản nghiệm thu).
 * Everything is computed from facts that are handed in. May use packages facility, plan and
 * vietnamese and nothing else.
 */
@NullMarked
package org.haidang.programme.connection;

import org.jspecify.annotations.NullMarked;
