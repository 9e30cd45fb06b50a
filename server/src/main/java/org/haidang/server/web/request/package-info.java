/**
 * What every controller leans on: who asks, the rule that stands at a route and the gate that asks
 * it, the record of acts, errors in the reader's words, and the services behind the interface. It
 * may use Spring and every feature; it knows no single route.
 */
@NullMarked
package org.haidang.server.web.request;

import org.jspecify.annotations.NullMarked;
