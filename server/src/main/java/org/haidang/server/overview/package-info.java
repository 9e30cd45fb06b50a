/**
 * The facts of the one screen, gathered from the features that know them and given to the
 * programme, which computes the figures. It reads and never writes; whoever asks says what the
 * person may know. It knows neither HTTP nor SQL.
 */
@NullMarked
package org.haidang.server.overview;

import org.jspecify.annotations.NullMarked;
