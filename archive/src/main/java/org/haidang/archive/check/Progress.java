package org.haidang.archive.check;

/** Is told how far a long task is, from its own thread, at most a few times a second. */
@FunctionalInterface
public interface Progress {
    /**
     * One more file has been seen.
     *
     * @param done files seen so far
     * @param total files there are, 0 while that is not known
     * @param file the one just seen
     */
    void at(long done, long total, String file);

    static Progress silent() {
        return (done, total, file) -> {};
    }
}
