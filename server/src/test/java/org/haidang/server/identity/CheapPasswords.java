package org.haidang.server.identity;

/**
 * Hashing of the same kind that costs a thousandth: for tests in which thousands of attempts are
 * heard. It stands in this package since nothing outside of it can choose a cost.
 */
public final class CheapPasswords {
    private static final Passwords.Cost COST = new Passwords.Cost(16, 1);

    private CheapPasswords() {}

    public static Passwords make() {
        return new Passwords(COST);
    }
}
