package org.haidang.server.notification;

/**
 * How handing over ended.
 *
 * <p>The code is a key of the catalogue ({@code notification.result.<code>}); the detail is what
 * the other side said, shortened and in one line, without secrets.
 */
public sealed interface Delivery {
    int MAX_DETAIL = 200;

    String code();

    String detail();

    /** The other side has it. */
    record Accepted(String code, String detail) implements Delivery {
        public Accepted {
            detail = oneLine(detail);
        }
    }

    /**
     * Not now; it is tried again.
     *
     * @param wholeChannel nothing would go through just now, as with a wrong password
     */
    record Later(String code, String detail, boolean wholeChannel) implements Delivery {
        public Later {
            detail = oneLine(detail);
        }
    }

    /** Trying again would not help. */
    record Never(String code, String detail) implements Delivery {
        public Never {
            detail = oneLine(detail);
        }
    }

    private static String oneLine(String said) {
        String line = said.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
        return line.length() <= MAX_DETAIL ? line : line.substring(0, MAX_DETAIL - 1) + "…";
    }
}
