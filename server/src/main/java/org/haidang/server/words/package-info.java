/**
 * What the program says to people, in Vietnamese and English, from one catalogue: {@code
 * words_vi.properties} and {@code words_en.properties}. It knows keys and values, nothing of what
 * they are about. It may use the JDK.
 */
@NullMarked
package org.haidang.server.words;

import org.jspecify.annotations.NullMarked;
