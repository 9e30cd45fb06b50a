package org.haidang.archive.catalog;

/**
 * The catalogue cannot answer or keep a row now (a database that is down or locked). The archive
 * tries writes again and goes on recording.
 */
public final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}
