/**
 * Administrative units and agencies, with their beginning, end and successor. Scopes hang on them.
 * It may use its own store and knows no HTTP.
 */
@NullMarked
package org.haidang.server.organisation;

import org.jspecify.annotations.NullMarked;
