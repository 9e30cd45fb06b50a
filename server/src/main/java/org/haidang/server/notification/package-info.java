/**
 * Reaching people outside the screens: messages wait in a durable queue, one thread hands them to
 * the channels (mail, webhook, messengers), and what became of each is kept. It knows nothing of
 * tasks, facilities or rights: whoever asks for a message says what it is about. It may use the
 * store beneath it, mail and HTTP clients, settings and secrets.
 */
@NullMarked
package org.haidang.server.notification;

import org.jspecify.annotations.NullMarked;
