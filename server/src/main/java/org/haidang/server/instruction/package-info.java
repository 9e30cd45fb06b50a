/**
 * Instructions: what people at one tier want of people at a tier below, and what came of it. They
 * go down again and again until they are kept, and answers come up as facts, so neither is lost nor
 * counts twice. It knows of sites by {@code Sites} only, and may use {@code audit}, {@code fact},
 * {@code news} and {@code store}.
 */
@NullMarked
package org.haidang.server.instruction;

import org.jspecify.annotations.NullMarked;
