/**
 * Focal points of facilities: the book of them, the tables they come in, the lists that go up to
 * the ministry version by version, and the links by which a facility enters its own. It asks the
 * rules of {@code programme} and moves facilities through {@code facility}. It may use cameras'
 * registry, audit, news, rights and tables; it knows no HTTP.
 */
@NullMarked
package org.haidang.server.contact;

import org.jspecify.annotations.NullMarked;
