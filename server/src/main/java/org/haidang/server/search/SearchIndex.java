package org.haidang.server.search;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.haidang.programme.vietnamese.VietnameseText;
import org.haidang.server.news.News;
import org.jspecify.annotations.Nullable;

/**
 * Compares a query with the keys of everything. 50,000 keys take some milliseconds, so there is no
 * tree to keep in step with the data; what costs is folding a text into its key, and that is done
 * once a text. Thread-safe.
 */
public final class SearchIndex {
    /** Of one source: the first that it gives. */
    public static final int MAX_ENTRIES = 100_000;

    /** Sources up to here are asked anew before the answer, larger ones beside it. */
    static final int ASKED_AT_ONCE = 5_000;

    private static final System.Logger LOG = System.getLogger(SearchIndex.class.getName());

    private static final int MIN_DIGITS = 7;
    private static final Pattern NOT_DIGITS = Pattern.compile("\\D+");

    /**
     * What was found of one kind.
     *
     * @param total how many there are that the person may see
     */
    public record Group(Kind kind, List<Found> hits, int total) {}

    private record Entry(Found found, String title, String all) {}

    private record Hit(Entry entry, int rank) {}

    /** One source with what was last known of it. */
    private static final class Shelf {
        private final SearchSource source;
        private final AtomicBoolean stale = new AtomicBoolean(true);
        private volatile List<Entry> entries = List.of();
        private Map<Found, Entry> folded = new HashMap<>();

        Shelf(SearchSource source) {
            this.source = source;
        }

        /** Beside a search; the next one tries again what failed. */
        void readBeside() {
            try {
                read();
            } catch (RuntimeException e) {
                stale.set(true);
                LOG.log(Level.WARNING, "what can be searched could not be read", e);
            }
        }

        synchronized void read() {
            List<Entry> fresh = new ArrayList<>();
            Map<Found, Entry> kept = new HashMap<>();
            for (Found found : source.all()) {
                if (fresh.size() == MAX_ENTRIES) {
                    break;
                }
                Entry before = folded.get(found);
                Entry entry = before == null ? entry(found) : before;
                fresh.add(entry);
                kept.put(found, entry);
            }
            folded = kept;
            entries = fresh;
        }
    }

    private final List<Shelf> shelves = new CopyOnWriteArrayList<>();
    private final Executor beside;

    /**
     * @param beside where large sources are read anew
     */
    public SearchIndex(List<SearchSource> sources, News news, Executor beside) {
        this.beside = beside;
        sources.forEach(this::add);
        news.listen((topic, facilityId) ->
                shelves.stream()
                        .filter(shelf -> shelf.source.topic() == topic)
                        .forEach(shelf -> shelf.stale.set(true)));
    }

    /**
     * Adds what comes to be later than the index. What lies in the database is read at once,
     * beside, so that the first who searches need not wait for it.
     */
    public void add(SearchSource source) {
        Shelf shelf = new Shelf(source);
        if (source.topic() != null) {
            shelf.stale.set(false);
            beside.execute(shelf::readBeside);
        }
        shelves.add(shelf);
    }

    /**
     * Finds what holds every word of the query.
     *
     * @param visible what the person may know of
     * @param limit hits of each kind
     */
    public List<Group> find(String query, Predicate<Found> visible, int limit) {
        List<String> words = VietnameseText.words(VietnameseText.searchKey(query));
        if (words.isEmpty()) {
            return List.of();
        }
        Wanted wanted = new Wanted(words, String.join(" ", words));
        Map<Kind, Nearest> nearest = new EnumMap<>(Kind.class);
        for (Shelf shelf : shelves) {
            for (Entry entry : current(shelf)) {
                Hit hit = hit(entry, wanted);
                if (hit != null && visible.test(entry.found())) {
                    nearest.computeIfAbsent(entry.found().kind(), kind -> new Nearest(limit))
                            .add(hit);
                }
            }
        }
        List<Group> groups = new ArrayList<>();
        nearest.forEach((kind, hits) -> groups.add(hits.group(kind)));
        return groups;
    }

    /** The query taken apart, and its words with one blank between them. */
    private record Wanted(List<String> words, String text) {}

    /** Of one kind: how many there are, and the nearest of them, for 50,000 need no order. */
    private static final class Nearest {
        private static final Comparator<Hit> ORDER =
                Comparator.comparingInt(Hit::rank)
                        .thenComparing(hit -> hit.entry().title())
                        .thenComparing(hit -> hit.entry().found().id());

        private final int limit;
        private final PriorityQueue<Hit> furthestFirst = new PriorityQueue<>(ORDER.reversed());
        private int total;

        Nearest(int limit) {
            this.limit = limit;
        }

        void add(Hit hit) {
            total++;
            furthestFirst.add(hit);
            if (furthestFirst.size() > limit) {
                furthestFirst.poll();
            }
        }

        Group group(Kind kind) {
            return new Group(
                    kind,
                    furthestFirst.stream().sorted(ORDER).map(hit -> hit.entry().found()).toList(),
                    total);
        }
    }

    private List<Entry> current(Shelf shelf) {
        if (shelf.source.topic() == null) {
            shelf.read();
        } else if (shelf.stale.compareAndSet(true, false)) {
            if (shelf.entries.size() <= ASKED_AT_ONCE) {
                shelf.read();
            } else {
                beside.execute(shelf::readBeside);
            }
        }
        return shelf.entries;
    }

    private static Entry entry(Found found) {
        String all = found.title() + " " + found.detail();
        String key = VietnameseText.searchKey(all);
        // Numbers are typed without the spaces that they are shown with.
        String digits = NOT_DIGITS.matcher(all).replaceAll("");
        return new Entry(
                found,
                VietnameseText.searchKey(found.title()),
                digits.length() < MIN_DIGITS ? key : key + " " + digits);
    }

    /** Null unless every word occurs; the lower the rank, the nearer the title is to the query. */
    private static @Nullable Hit hit(Entry entry, Wanted wanted) {
        for (String word : wanted.words()) {
            if (!entry.all().contains(word)) {
                return null;
            }
        }
        String query = wanted.text();
        String title = entry.title();
        if (title.startsWith(query)) {
            return new Hit(entry, title.length() == query.length() ? 0 : 1);
        }
        if (title.contains(" " + query)) {
            return new Hit(entry, 2);
        }
        return new Hit(entry, wanted.words().stream().allMatch(title::contains) ? 3 : 4);
    }
}
