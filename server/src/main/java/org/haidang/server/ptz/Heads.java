package org.haidang.server.ptz;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.haidang.media.rtsp.Credentials;
import org.haidang.onvif.MediaProfile;
import org.haidang.onvif.OnvifDevice;
import org.haidang.onvif.OnvifException;
import org.haidang.onvif.Preset;
import org.haidang.onvif.Ptz;
import org.jspecify.annotations.Nullable;

/**
 * Tells devices to move. With each device there is one conversation at a time, whichever of its
 * cameras is meant; it is kept while it is used and for {@link #IDLE} after, so that not each
 * command finds out anew where to send and how to log in.
 *
 * <p>A device that has refused the login is not tried with it again for {@link #REFUSED_PAUSE}:
 * cameras lock accounts, and people press a button that does nothing again and again. Another login
 * is another conversation.
 *
 * <p>Waits for the network; call it on a virtual thread. Thread-safe.
 */
public final class Heads {
    /** A movement that is neither renewed nor stopped ends by itself, in the device. */
    public static final Duration MOVE = Duration.ofSeconds(1);

    static final Duration IDLE = Duration.ofSeconds(60);
    static final Duration REFUSED_PAUSE = Duration.ofMinutes(10);

    /** When so many are kept, the one that was idle longest gives way. */
    static final int MAX_CONVERSATIONS = 64;

    /** Longer than this nobody waits for another's command to the same device. */
    private static final long WAIT_MS = 3_000;

    private static final long PRESETS_FRESH_MS = 2_000;

    /** Begins a conversation. */
    @FunctionalInterface
    public interface Dialler {
        OnvifDevice conversation(URI service, @Nullable Credentials login);
    }

    private record Address(URI service, @Nullable Credentials login) {}

    private record Remembered(List<Preset> presets, long atMs) {}

    /** One conversation; what it remembers of presets is by profile. */
    private static final class Talk {
        final ReentrantLock lock = new ReentrantLock(true);
        final OnvifDevice device;
        final Map<String, Remembered> presets = new ConcurrentHashMap<>();
        int users;
        long usedMs;
        long refusedMs;

        Talk(OnvifDevice device) {
            this.device = device;
        }

        boolean over(long nowMs) {
            long keptMs =
                    refusedMs == 0
                            ? usedMs + IDLE.toMillis()
                            : refusedMs + REFUSED_PAUSE.toMillis();
            return users == 0 && nowMs >= keptMs;
        }

        /** ONVIF takes a profile by its name; all else of it is for those who choose one. */
        Ptz ptz(String profile) throws OnvifException {
            return device.ptz(new MediaProfile(profile, "", "", null, null, true, false));
        }
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Talk talk, Ptz ptz) throws OnvifException;
    }

    private final Dialler dialler;
    private final InstantSource clock;
    private final Map<Address, Talk> talks = new HashMap<>();

    public Heads(Dialler dialler, InstantSource clock) {
        this.dialler = dialler;
        this.clock = clock;
    }

    /** Moves for {@link #MOVE}, unless it is told something else before. */
    public void move(Head head, Motion motion) throws OnvifException, HeadBusyException {
        with(
                head,
                (_, ptz) -> {
                    ptz.move(motion.pan(), motion.tilt(), motion.zoom(), MOVE);
                    return true;
                });
    }

    /** Stops all movement. */
    public void stop(Head head) throws OnvifException, HeadBusyException {
        with(
                head,
                (_, ptz) -> {
                    ptz.stop();
                    return true;
                });
    }

    /** What it remembers; as it told within the last seconds, or asked. */
    public List<Preset> presets(Head head) throws OnvifException, HeadBusyException {
        return with(
                head,
                (talk, ptz) -> {
                    Remembered known = talk.presets.get(head.profile());
                    if (known == null || clock.millis() - known.atMs() >= PRESETS_FRESH_MS) {
                        known = new Remembered(List.copyOf(ptz.presets()), clock.millis());
                        talk.presets.put(head.profile(), known);
                    }
                    return known.presets();
                });
    }

    /** A preset's name as it was told last, the token where nothing was. Asks nobody. */
    public String nameOf(Head head, String token) {
        Talk talk;
        synchronized (talks) {
            talk = talks.get(new Address(head.service(), head.login()));
        }
        Remembered known = talk == null ? null : talk.presets.get(head.profile());
        return known == null
                ? token
                : known.presets().stream()
                        .filter(preset -> preset.token().equals(token) && !preset.name().isEmpty())
                        .map(Preset::name)
                        .findFirst()
                        .orElse(token);
    }

    /** Goes to a preset. */
    public void call(Head head, String token) throws OnvifException, HeadBusyException {
        with(
                head,
                (_, ptz) -> {
                    ptz.goTo(token);
                    return true;
                });
    }

    /**
     * Has the present view remembered.
     *
     * @param name 1 to {@value Ptz#MAX_NAME} characters
     */
    public Preset save(Head head, String name) throws OnvifException, HeadBusyException {
        return with(
                head,
                (talk, ptz) -> {
                    talk.presets.remove(head.profile());
                    return new Preset(ptz.setPreset(name, null), name);
                });
    }

    /** Has a view forgotten. */
    public void remove(Head head, String token) throws OnvifException, HeadBusyException {
        with(
                head,
                (talk, ptz) -> {
                    talk.presets.remove(head.profile());
                    ptz.removePreset(token);
                    return true;
                });
    }

    private <T> T with(Head head, Question<T> question) throws OnvifException, HeadBusyException {
        Talk talk = join(head);
        try {
            if (!talk.lock.tryLock(WAIT_MS, TimeUnit.MILLISECONDS)) {
                throw new HeadBusyException(head.service() + " is busy");
            }
            try {
                return question.ask(talk, talk.ptz(head.profile()));
            } catch (OnvifException e) {
                refused(talk, e);
                throw e;
            } finally {
                talk.lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadBusyException("interrupted");
        } finally {
            leave(talk);
        }
    }

    private Talk join(Head head) throws HeadBusyException {
        Address address = new Address(head.service(), head.login());
        synchronized (talks) {
            Talk talk = talks.get(address);
            if (talk != null && talk.over(clock.millis())) {
                talk = null;
            }
            if (talk == null) {
                makeRoom();
                talk = new Talk(dialler.conversation(head.service(), head.login()));
                talks.put(address, talk);
            }
            talk.users++;
            return talk;
        }
    }

    private void makeRoom() throws HeadBusyException {
        look();
        if (talks.size() >= MAX_CONVERSATIONS) {
            Address idlest =
                    talks.entrySet().stream()
                            .filter(one -> one.getValue().users == 0)
                            .min(Comparator.comparingLong(one -> one.getValue().usedMs))
                            .map(Map.Entry::getKey)
                            .orElseThrow(() -> new HeadBusyException("too many devices"));
            talks.remove(idlest);
        }
    }

    private void leave(Talk talk) {
        synchronized (talks) {
            talk.users--;
            talk.usedMs = clock.millis();
        }
    }

    private void refused(Talk talk, OnvifException e) {
        switch (e.failure()) {
            case LOGIN_REFUSED, LOCKED -> {
                synchronized (talks) {
                    talk.refusedMs = talk.refusedMs == 0 ? clock.millis() : talk.refusedMs;
                }
            }
            default -> {}
        }
    }

    /** Forgets conversations that are over. To be called now and then. */
    public void look() {
        synchronized (talks) {
            long nowMs = clock.millis();
            talks.values().removeIf(talk -> talk.over(nowMs));
        }
    }

    /** How many conversations are kept. */
    int kept() {
        synchronized (talks) {
            return talks.size();
        }
    }
}
