package org.haidang.server.ptz;

/**
 * A device was not free to be told anything in time. Without a stack trace: slow devices cause it.
 */
public final class HeadBusyException extends Exception {
    private static final long serialVersionUID = 1;

    HeadBusyException(String what) {
        super(what, null, false, false);
    }
}
