package org.haidang.server.identity;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing down: after some free failures every further one of the same account or address
 * doubles the time until the next attempt is heard, up to a cap. Nobody is ever locked out,
 * everything is forgotten an hour after the last failure, and the memory is bounded: when full,
 * whoever failed longest ago is forgotten. Thread-safe.
 */
public final class LoginThrottle {
    /**
     * What one kind of key may do.
     *
     * @param free failures before the first delay
     * @param capSeconds longest delay; short for accounts, because a stranger can cause it
     */
    record Rule(int free, int capSeconds) {}

    static final Rule ACCOUNT = new Rule(5, 60);
    static final Rule ADDRESS = new Rule(20, 900);

    /** For the second step: only who knows the password can cause its delay, so it may be long. */
    static final Rule CODE = new Rule(5, 900);

    static final int MAX_KEYS = 20_000;
    private static final long FORGET_US = 3_600_000_000L;
    private static final long SECOND_US = 1_000_000L;

    private record Failures(int count, long lastUs) {}

    private final Map<String, Failures> failures =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                    return size() > MAX_KEYS;
                }
            };

    /**
     * Asks to try. The attempt counts as failed from now on, so that many at once are counted
     * before the first is judged; {@link #succeeded} takes it back.
     *
     * @return 0 to go on, else the seconds to wait
     */
    public synchronized int attempt(String account, String address, long nowUs) {
        return attempt("account " + account, ACCOUNT, address, nowUs);
    }

    /** The same for a code of a second factor; a right password does not take it back. */
    public synchronized int attemptCode(String userId, String address, long nowUs) {
        return attempt("code " + userId, CODE, address, nowUs);
    }

    private int attempt(String key, Rule rule, String address, long nowUs) {
        String addressKey = "address " + address;
        int wait = Math.max(wait(key, rule, nowUs), wait(addressKey, ADDRESS, nowUs));
        if (wait == 0) {
            count(key, nowUs);
            count(addressKey, nowUs);
        }
        return wait;
    }

    /** The attempt was right: the account starts anew, the address loses this one failure. */
    public synchronized void succeeded(String account, String address) {
        forgive("account " + account, address);
    }

    /** The code was right. */
    public synchronized void succeededCode(String userId, String address) {
        forgive("code " + userId, address);
    }

    private void forgive(String key, String address) {
        failures.remove(key);
        failures.computeIfPresent(
                "address " + address,
                (same, old) ->
                        old.count() <= 1 ? null : new Failures(old.count() - 1, old.lastUs()));
    }

    /** Keys remembered now. */
    public synchronized int size() {
        return failures.size();
    }

    private int wait(String key, Rule rule, long nowUs) {
        Failures past = failures.get(key);
        if (past == null || past.count() < rule.free() || nowUs - past.lastUs() > FORGET_US) {
            return 0;
        }
        int doublings = Math.min(past.count() - rule.free(), 20);
        long delayUs = Math.min(1L << doublings, rule.capSeconds()) * SECOND_US;
        long leftUs = past.lastUs() + delayUs - nowUs;
        return leftUs <= 0 ? 0 : (int) ((leftUs + SECOND_US - 1) / SECOND_US);
    }

    private void count(String key, long nowUs) {
        // Removed and put again: the order is that of the last failure.
        Failures past = failures.remove(key);
        int count = past == null || nowUs - past.lastUs() > FORGET_US ? 0 : past.count();
        failures.put(key, new Failures(count + 1, nowUs));
    }
}
