/**
 * Micro-benchmarks of the hot path, run by JMH in JVMs of their own: what a second of one camera
 * costs in each part, without sockets and disks. They may use {@code media} and JMH.
 */
@NullMarked
package org.haidang.benchmark.micro;

import org.jspecify.annotations.NullMarked;
