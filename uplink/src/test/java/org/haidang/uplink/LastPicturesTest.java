package org.haidang.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.haidang.uplink.site.Outbox;
import org.haidang.uplink.site.PictureBudget;
import org.haidang.uplink.site.Uplink;
import org.haidang.uplink.trust.Membership;
import org.haidang.uplink.wire.Still;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Last pictures over real TLS. */
@Timeout(60)
class LastPicturesTest extends LinkRig {
    private static final PictureBudget QUICK_ROUND =
            new PictureBudget(Duration.ofMillis(400), 1_000_000_000);

    private final FakePictures pictures = new FakePictures();

    private Uplink linkedWithPictures() throws Exception {
        Uplink link = link(enrolled("s1"), Outbox.none());
        link.lastPictures(pictures, QUICK_ROUND);
        await().atMost(LIMIT).until(() -> centre.centre().linked("s1"));
        return link;
    }

    @Test
    void ofEachCameraThatIsGivenLiveTheLastPictureComesAndGoesOnComing() throws Exception {
        site.camera("gate");
        site.camera("room");
        site.camera("yard");
        site.withdrawn.add("room");
        Uplink link = linkedWithPictures();
        await().atMost(LIMIT).until(() -> centre.stills.size() >= 8);
        assertThat(centre.seen().subList(0, 8))
                .containsExactly("gate", "yard", "gate", "yard", "gate", "yard", "gate", "yard");
        assertThat(pictures.made).doesNotContain("room");
        assertThat(link.state().pictures().cameras()).isEqualTo(2);
        assertThat(link.state().pictures().roundUs()).isEqualTo(400_000);
        assertThat(link.state().pictures().sentBytes()).isGreaterThanOrEqualTo(8 * 12_000);
        assertThat(link.state().mediaBytes()).isZero();
        assertThat(centre.misuses).isEmpty();
        link.close();
        assertThat(pictures.stopped).contains("gate", "yard");
    }

    @Test
    void noneIsMadeBeforeTheOneUnderWayIsThrough() throws Exception {
        site.camera("gate");
        site.camera("yard");
        centre.keeping = new CountDownLatch(1);
        linkedWithPictures();
        await().atMost(LIMIT).until(() -> pictures.made.size() == 1);
        await().during(Duration.ofMillis(800))
                .atMost(LIMIT)
                .until(() -> pictures.made.size() == 1 && centre.stills.isEmpty());
        centre.keeping.countDown();
        await().atMost(LIMIT).until(() -> centre.stills.size() >= 3);
    }

    @Test
    void whatIsWithdrawnWhileItsPictureIsMadeIsNotSent() throws Exception {
        site.camera("gate");
        site.camera("yard");
        pictures.decoder = new CountDownLatch(1);
        Uplink link = linkedWithPictures();
        await().atMost(LIMIT).until(() -> pictures.made.equals(List.of("gate")));
        site.withdrawn.add("gate");
        link.grantsChanged();
        pictures.decoder.countDown();
        await().atMost(LIMIT).until(() -> centre.stills.size() >= 3);
        assertThat(centre.seen()).doesNotContain("gate");
        assertThat(pictures.made).containsOnlyOnce("gate");
        assertThat(pictures.stopped).contains("gate");
    }

    /** The site changes its mind and the link has not yet said so. */
    @Test
    void whatIsWithdrawnIsNotSentAlsoBeforeTheCentreIsTold() throws Exception {
        site.camera("gate");
        pictures.decoder = new CountDownLatch(1);
        linkedWithPictures();
        await().atMost(LIMIT).until(() -> pictures.made.size() == 1);
        site.withdrawn.add("gate");
        pictures.decoder.countDown();
        await().during(Duration.ofMillis(500)).atMost(LIMIT).until(() -> centre.stills.isEmpty());
    }

    @Test
    void aPictureThatIsTooLargeStaysAndTheOthersGoOn() throws Exception {
        site.camera("gate");
        site.camera("yard");
        pictures.bytes.put("gate", Protocol.MAX_STILL_BYTES + 1);
        linkedWithPictures();
        await().atMost(LIMIT).until(() -> centre.stills.size() >= 3);
        assertThat(centre.seen()).containsOnly("yard");
        assertThat(centre.misuses).isEmpty();
    }

    private static Still still(ByteString jpeg) {
        return Still.newBuilder().setCameraId("gate").setTakenUs(1).setJpeg(jpeg).build();
    }

    @Test
    void whatIsNoSmallPictureIsRefusedAndTheLinkGoesOn() throws Exception {
        Membership member = enrolled("s1");
        List<Still> bad =
                List.of(
                        still(FakePictures.jpeg(Protocol.MAX_STILL_BYTES + 1, 320, 180)),
                        still(FakePictures.jpeg(500, 60_000, 60_000)),
                        still(FakePictures.jpeg(500, 0, 180)),
                        still(ByteString.copyFromUtf8("<svg onload='alert(1)'/>")),
                        still(FakePictures.jpeg(500, 320, 180).substring(0, 16)),
                        still(ByteString.EMPTY),
                        Still.newBuilder().setJpeg(FakePictures.jpeg(500, 320, 180)).build());
        try (Intruder.Spoken site = Intruder.greet(member, 2)) {
            bad.forEach(site::say);
            site.say(still(FakePictures.jpeg(Protocol.MAX_STILL_BYTES, 320, 180)));
            await().atMost(LIMIT).until(() -> site.taken() == bad.size() + 1);
        }
        assertThat(centre.misuses)
                .hasSize(bad.size())
                .contains("s1: a last picture: it has 65537 bytes")
                .contains("s1: a last picture: it is 60000 x 60000 px")
                .contains("s1: a last picture: it is no JPEG")
                .contains("s1: a last picture: it has no camera or no time");
        assertThat(centre.stills).hasSize(1);
    }

    @Test
    void whoAgreedOnTheFirstVersionSendsNone() throws Exception {
        Membership member = enrolled("s1");
        try (Intruder.Spoken site = Intruder.greet(member, 1)) {
            site.say(still(FakePictures.jpeg(500, 320, 180)));
            await().atMost(LIMIT).until(() -> !centre.misuses.isEmpty());
            assertThat(site.taken()).isZero();
        }
        assertThat(centre.misuses).containsExactly("s1: a last picture, under protocol 1");
        assertThat(centre.stills).isEmpty();
    }
}
