package org.haidang.programme.report;

/**
 * Who did something to a report.
 *
 * @param id of the account, for two people may have one name
 * @param name as it was then
 */
public record Signer(String id, String name) {

    public Signer {
        if (id.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("a signer has id and name: '" + name + "'");
        }
    }
}
