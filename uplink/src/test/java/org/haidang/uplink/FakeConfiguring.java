package org.haidang.uplink;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.haidang.uplink.site.Configuring;
import org.haidang.uplink.wire.CameraSettings;
import org.haidang.uplink.wire.Configure;
import org.haidang.uplink.wire.Configured;
import org.haidang.uplink.wire.Person;

/** Writes down what it is told, and does it when it may. */
final class FakeConfiguring implements Configuring {
    static final CameraSettings TWO_WEEKS = settings(14);
    static final CameraSettings A_MONTH = settings(30);

    final List<Configure> told = new CopyOnWriteArrayList<>();

    /** Settings wait for it. */
    volatile CountDownLatch disk = new CountDownLatch(0);

    /** What is answered. */
    volatile Configured answer =
            Configured.newBuilder().setOutcome("done").setSettings(A_MONTH).build();

    @Override
    public Configured.Builder configure(Configure wanted) {
        told.add(wanted);
        try {
            disk.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer.toBuilder();
    }

    static CameraSettings settings(int days) {
        return CameraSettings.newBuilder().setRecordMain(true).setRetentionDays(days).build();
    }

    /** Somebody wants a camera's recordings kept for a month instead of two weeks. */
    static Configure.Builder longer(String camera) {
        return Configure.newBuilder()
                .setCameraId(camera)
                .setPerson(Person.newBuilder().setKey("an").setName("An"))
                .setBase(TWO_WEEKS)
                .setWanted(A_MONTH);
    }
}
