package org.haidang.server.identity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing down: after some free failures every further one of the same account or address
 * doubles the time until the next attempt is heard, up to a cap. Nobody is ever locked out:
 * everything is forgotten an hour after the last failure, and where a person has logged in before,
 * what strangers do to the name from elsewhere does not count; at a new place the wait is bounded
 * by the {@linkplain LoginLane number of networks} that asked before. The memory is bounded; when
 * full, whoever is not being delayed is forgotten first, so that flooding it frees nobody.
 * Thread-safe.
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

    /** Remembered of each of the five kinds. */
    static final int MAX_KEYS = 20_000;

    /** Networks remembered of a person, the newest. */
    static final int MAX_NETWORKS = 8;

    private static final int SECOND_CHANCES = 16;
    private static final long FORGET_US = 3_600_000_000L;
    private static final long SECOND_US = 1_000_000L;

    private final Failed accounts = new Failed(ACCOUNT);
    private final Failed familiar = new Failed(ACCOUNT);
    private final Failed confirmations = new Failed(ACCOUNT);
    private final Failed addresses = new Failed(ADDRESS);
    private final Failed codes = new Failed(CODE);
    private final LoginLane lane = new LoginLane();

    /**
     * Where each account was logged into. Only a right password adds to it: it cannot be flooded.
     */
    private final Map<String, Deque<String>> networks =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Deque<String>> eldest) {
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
        if (!knows(account, address)) {
            return attemptAtNewPlace(account, address, nowUs);
        }
        // Neither those who guess the name elsewhere nor the neighbours at this address keep the
        // person out.
        return attemptWhereKnown(familiar, pair(account, address), address, nowUs);
    }

    /**
     * While strangers keep the account slow, whoever waits there has an appointment as well: else
     * the one who owns it could be forestalled for ever.
     */
    private int attemptAtNewPlace(String account, String address, long nowUs) {
        int byAddress = addresses.wait(address, nowUs);
        int byAccount = accounts.wait(account, nowUs);
        if (byAddress > 0 || byAccount == 0) {
            return attempt(accounts, account, address, nowUs);
        }
        long appointmentUs = lane.wait(account, address, nowUs);
        if (appointmentUs > 0) {
            long seconds = Math.ceilDiv(appointmentUs, SECOND_US);
            return (int) Math.min(byAccount, seconds);
        }
        lane.used(account, address);
        // Not of the account: who has no appointment must come through as well, some time.
        addresses.count(address, nowUs);
        return 0;
    }

    /** The same for a code of a second factor; a right password does not take it back. */
    public synchronized int attemptCode(String userId, String address, long nowUs) {
        return attempt(codes, userId, address, nowUs);
    }

    /** The same for the password of somebody who is logged in; no stranger can delay it. */
    public synchronized int attemptConfirmation(String userId, String address, long nowUs) {
        return attemptWhereKnown(confirmations, userId, address, nowUs);
    }

    private int attempt(Failed kind, String key, String address, long nowUs) {
        int wait = Math.max(kind.wait(key, nowUs), addresses.wait(address, nowUs));
        if (wait == 0) {
            kind.count(key, nowUs);
            addresses.count(address, nowUs);
        }
        return wait;
    }

    /** Counts against the address, and is not delayed by it. */
    private int attemptWhereKnown(Failed kind, String key, String address, long nowUs) {
        int wait = kind.wait(key, nowUs);
        if (wait == 0) {
            kind.count(key, nowUs);
            addresses.count(address, nowUs);
        }
        return wait;
    }

    /** The attempt was right: the account starts anew, the address loses this one failure. */
    public synchronized void succeeded(String account, String address) {
        if (knows(account, address)) {
            familiar.forget(pair(account, address));
        } else {
            accounts.forget(account);
            Deque<String> known = networks.computeIfAbsent(account, name -> new ArrayDeque<>());
            known.addLast(address);
            if (known.size() > MAX_NETWORKS) {
                known.removeFirst();
            }
        }
        addresses.forgiveOne(address);
    }

    /** The code was right. */
    public synchronized void succeededCode(String userId, String address) {
        codes.forget(userId);
        addresses.forgiveOne(address);
    }

    public synchronized void succeededConfirmation(String userId, String address) {
        confirmations.forget(userId);
        addresses.forgiveOne(address);
    }

    private boolean knows(String account, String address) {
        Deque<String> known = networks.get(account);
        return known != null && known.contains(address);
    }

    private static String pair(String account, String address) {
        return account + ' ' + address;
    }

    /** Keys remembered now. */
    public synchronized int size() {
        return accounts.size()
                + familiar.size()
                + confirmations.size()
                + addresses.size()
                + codes.size();
    }

    /** Failures of one kind of key; each kind has its own room, so that none pushes out another. */
    private static final class Failed {
        private record Past(int count, long lastUs) {}

        private final Rule rule;
        private final LinkedHashMap<String, Past> byKey = new LinkedHashMap<>();

        Failed(Rule rule) {
            this.rule = rule;
        }

        int size() {
            return byKey.size();
        }

        int wait(String key, long nowUs) {
            Past past = byKey.get(key);
            if (past == null || !delayed(past, nowUs)) {
                return 0;
            }
            int doublings = Math.min(past.count() - rule.free(), 20);
            long delayUs = Math.min(1L << doublings, rule.capSeconds()) * SECOND_US;
            long leftUs = past.lastUs() + delayUs - nowUs;
            return leftUs <= 0 ? 0 : (int) ((leftUs + SECOND_US - 1) / SECOND_US);
        }

        /** Whether the next failure counts on top of some that are not free any more. */
        private boolean delayed(Past past, long nowUs) {
            return past.count() >= rule.free() && nowUs - past.lastUs() <= FORGET_US;
        }

        void count(String key, long nowUs) {
            // Removed and put again: the order is that of the last failure.
            Past past = byKey.remove(key);
            int count = past == null || nowUs - past.lastUs() > FORGET_US ? 0 : past.count();
            byKey.put(key, new Past(count + 1, nowUs));
            if (byKey.size() > MAX_KEYS) {
                forgetOne(nowUs);
            }
        }

        /** The oldest of those that are not being delayed, as far as a short look finds one. */
        private void forgetOne(long nowUs) {
            for (int i = 0; i < SECOND_CHANCES; i++) {
                Map.Entry<String, Past> eldest = byKey.pollFirstEntry();
                if (!delayed(eldest.getValue(), nowUs)) {
                    return;
                }
                byKey.put(eldest.getKey(), eldest.getValue());
            }
            byKey.pollFirstEntry();
        }

        void forget(String key) {
            byKey.remove(key);
        }

        void forgiveOne(String key) {
            byKey.computeIfPresent(
                    key,
                    (same, old) ->
                            old.count() <= 1 ? null : new Past(old.count() - 1, old.lastUs()));
        }
    }
}
