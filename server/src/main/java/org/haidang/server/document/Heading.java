package org.haidang.server.document;

import java.util.List;

/** What stands between the two columns and the text. */
public sealed interface Heading {

    List<String> recipients();

    /** A letter has no title: its subject ("V/v") stands below the number. */
    record Letter(String subject, List<String> recipients) implements Heading {
        public Letter {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * @param title in capitals: "BÁO CÁO"
     * @param subject one paragraph below it
     */
    record Titled(String title, String subject, List<String> recipients) implements Heading {
        public Titled {
            recipients = List.copyOf(recipients);
        }
    }
}
