package org.haidang.camerafarm;

import java.util.List;

/** The program; see the package's description for its command line. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Options options;
        try {
            options = Options.parse(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println("camerafarm: " + e.getMessage());
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.print(Options.HELP);
            return;
        }
        System.err.println("camerafarm: nothing to play yet");
        System.exit(1);
    }
}
