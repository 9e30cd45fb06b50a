package org.haidang.server.search;

import java.util.List;
import org.haidang.server.news.Topic;
import org.jspecify.annotations.Nullable;

/** Gives all that can be found of one kind. Asked by any thread. */
public interface SearchSource {
    List<Found> all();

    /**
     * The news after which it has to be asked anew; null for what is in memory and asked each time.
     */
    @Nullable Topic topic();

    /** One that lies in memory. */
    interface InMemory extends SearchSource {
        @Override
        default @Nullable Topic topic() {
            return null;
        }
    }
}
