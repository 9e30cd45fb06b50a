/**
 * The HTTP interface of openapi.yaml: routes, identity of requests, errors, the console's files.
 * Everything behind it comes ready made in {@link org.haidang.server.web.request.Services}. It may
 * use Spring, and all features but the commands.
 */
@NullMarked
package org.haidang.server.web;

import org.jspecify.annotations.NullMarked;
