/**
 * That something changed, told to whoever listens: a topic and the facility it happened at, nothing
 * more. Features tell, the web layer passes it on to browsers that may know. It uses only rights'
 * names of actions.
 */
@NullMarked
package org.haidang.server.news;

import org.jspecify.annotations.NullMarked;
