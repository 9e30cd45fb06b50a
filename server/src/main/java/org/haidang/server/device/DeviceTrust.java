package org.haidang.server.device;

import java.net.URI;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.haidang.onvif.net.CertificateRule;
import org.haidang.onvif.net.CertificateRule.Verdict;
import org.haidang.onvif.net.Fingerprint;
import org.haidang.onvif.net.HttpCaller;
import org.haidang.server.device.store.DeviceCertificate;
import org.haidang.server.device.store.DeviceCertificateStore;

/**
 * By which keys devices are known over HTTPS (decision 0024). The first one that a device shows to
 * a person is kept, for nobody has signed it and there is nothing to hold it against; another is
 * refused from then on, until somebody accepts it. Kept in memory, too, for each handshake asks.
 * Thread-safe.
 */
public final class DeviceTrust {
    /** Devices whose keys are kept; of more, those give way that no camera is asked at. */
    static final int MAX_KEPT = 10_000;

    private final DeviceCertificateStore store;
    private final Predicate<String> asked;
    private final InstantSource clock;
    private final int most;
    private final Map<String, DeviceCertificate> byAddress = new HashMap<>(); // guarded by this

    /**
     * @param asked whether a camera is asked at an address, as {@link #address} writes it
     */
    public DeviceTrust(DeviceCertificateStore store, Predicate<String> asked, InstantSource clock) {
        this(store, asked, clock, MAX_KEPT);
    }

    DeviceTrust(
            DeviceCertificateStore store, Predicate<String> asked, InstantSource clock, int most) {
        this.store = store;
        this.asked = asked;
        this.clock = clock;
        this.most = most;
        store.all().forEach(one -> byAddress.put(one.address(), one));
    }

    /** For questions of a person, who sees what is answered: the first key is kept. */
    public CertificateRule firstUse() {
        return this::judgeFirst;
    }

    /** For questions that nobody looks at: a device without a known key is not asked. */
    public CertificateRule known() {
        return this::judge;
    }

    private synchronized Verdict judge(URI device, Fingerprint shown) {
        DeviceCertificate kept = byAddress.get(address(device));
        if (kept == null) {
            return Verdict.UNKNOWN;
        }
        return kept.keySha256().equals(shown.sha256()) ? Verdict.TRUSTED : Verdict.CHANGED;
    }

    private synchronized Verdict judgeFirst(URI device, Fingerprint shown) {
        Verdict verdict = judge(device, shown);
        if (verdict == Verdict.UNKNOWN) {
            accept(device, shown);
            return Verdict.TRUSTED;
        }
        return verdict;
    }

    /** What a device is known by. */
    public synchronized Optional<Fingerprint> of(URI device) {
        return Optional.ofNullable(byAddress.get(address(device)))
                .map(kept -> new Fingerprint(kept.keySha256()));
    }

    /** From now on a device is known by this key, whatever it was known by before. */
    public synchronized void accept(URI device, Fingerprint key) {
        String address = address(device);
        if (!byAddress.containsKey(address) && byAddress.size() >= most) {
            makeRoom();
        }
        var kept = new DeviceCertificate(address, key.sha256(), clock.millis() * 1_000);
        store.put(kept);
        byAddress.put(address, kept);
    }

    /** Whoever gives way has to be asked by a person again, which a camera's device must not. */
    private void makeRoom() {
        Comparator<DeviceCertificate> last =
                Comparator.comparing((DeviceCertificate one) -> asked.test(one.address()))
                        .thenComparingLong(DeviceCertificate::changedUs);
        byAddress.values().stream()
                .min(last)
                .map(DeviceCertificate::address)
                .ifPresent(address -> {
                    store.remove(address);
                    byAddress.remove(address);
                });
    }

    /** Host and port, in one way of writing. */
    public static String address(URI device) {
        return HttpCaller.place(device);
    }
}
