package org.haidang.uplink;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.haidang.uplink.site.Turning;
import org.haidang.uplink.wire.Holder;
import org.haidang.uplink.wire.Person;
import org.haidang.uplink.wire.Turn;
import org.haidang.uplink.wire.Turned;

/** Writes down what it is told, and does it when it may. */
final class FakeTurning implements Turning {
    final List<Turn> turns = new CopyOnWriteArrayList<>();

    /** Turns wait for it. */
    volatile CountDownLatch camera = new CountDownLatch(0);

    /** What is answered, but for who holds it. */
    volatile Turned answer = Turned.newBuilder().setOutcome("done").build();

    @Override
    public Turned.Builder turn(Turn turn) {
        turns.add(turn);
        try {
            camera.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer.toBuilder()
                .setHolder(Holder.newBuilder().setName(turn.getPerson().getName()));
    }

    /** Somebody moves a camera to the left. */
    static Turn.Builder left(String camera) {
        return Turn.newBuilder()
                .setCameraId(camera)
                .setPerson(Person.newBuilder().setKey("an").setName("An"))
                .setMove(Turn.Move.newBuilder().setPan(-0.5));
    }
}
