package org.haidang.uplink.centre;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger.Level;
import org.haidang.media.mp4.MalformedMp4Exception;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.wire.AnswerDown;
import org.haidang.uplink.wire.AnswerUp;
import org.haidang.uplink.wire.MediaDown;
import org.haidang.uplink.wire.MediaGrpc;
import org.haidang.uplink.wire.MediaUp;
import org.jspecify.annotations.Nullable;

/** Takes what sites push and answer, each for one lease or ask of that very site. */
final class MediaService extends MediaGrpc.MediaImplBase {
    private static final System.Logger LOG = System.getLogger(MediaService.class.getName());

    private final Lending lending;
    private final Asks asks;

    MediaService(Lending lending, Asks asks) {
        this.lending = lending;
        this.asks = asks;
    }

    @Override
    public StreamObserver<MediaUp> push(StreamObserver<MediaDown> answer) {
        return new Push(Peer.site(), (ServerCallStreamObserver<MediaDown>) answer);
    }

    @Override
    public StreamObserver<AnswerUp> answer(StreamObserver<AnswerDown> down) {
        return new Answering(Peer.site(), (ServerCallStreamObserver<AnswerDown>) down);
    }

    /** Hands on what belongs to an ask; what nobody waits for is refused. */
    private final class Answering implements StreamObserver<AnswerUp> {
        private final String siteId;
        private final ServerCallStreamObserver<AnswerDown> down;
        private @Nullable Answer answer;
        private boolean refused;

        Answering(String siteId, ServerCallStreamObserver<AnswerDown> down) {
            this.siteId = siteId;
            this.down = down;
            down.setOnCancelHandler(this::broken);
        }

        @Override
        public void onNext(AnswerUp part) {
            Answer to = answer;
            if (to != null) {
                to.receive(part);
                return;
            }
            answer =
                    asks.of(siteId, part.getAskId())
                            .filter(found -> found.begin(down))
                            .orElse(null);
            if (answer == null && !refused) {
                refused = true;
                down.onError(Status.NOT_FOUND.withDescription("no such ask").asRuntimeException());
            }
        }

        @Override
        public void onError(Throwable failure) {
            broken();
        }

        @Override
        public void onCompleted() {
            Answer to = answer;
            if (to != null) {
                to.completed();
            }
        }

        private void broken() {
            Answer to = answer;
            if (to != null) {
                to.fail(NoAnswer.NO_LINK);
            }
        }
    }

    private final class Push implements StreamObserver<MediaUp> {
        private final String siteId;
        private final ServerCallStreamObserver<MediaDown> answer;
        private @Nullable RemoteSource source;
        private long lease;
        private boolean over;

        Push(String siteId, ServerCallStreamObserver<MediaDown> answer) {
            this.siteId = siteId;
            this.answer = answer;
            answer.setOnCancelHandler(() -> ended("the connection for pictures is gone"));
        }

        @Override
        public void onNext(MediaUp part) {
            if (over) {
                return;
            }
            RemoteSource to = source;
            try {
                if (part.getPartCase() == MediaUp.PartCase.LEASE_ID) {
                    begin(part.getLeaseId());
                } else if (to == null) {
                    refuse(Status.FAILED_PRECONDITION.withDescription("name the lease first"));
                } else {
                    take(to, part);
                }
            } catch (MalformedMp4Exception e) {
                LOG.log(Level.WARNING, "site {0}: {1}", siteId, e.getMessage());
                refuse(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
                ended("the site sent what is no fragment");
            }
        }

        private void begin(long id) {
            RemoteSource found = lending.of(siteId, id).orElse(null);
            if (found == null || source != null || !found.pushed(id)) {
                refuse(Status.NOT_FOUND.withDescription("no such lease"));
                return;
            }
            source = found;
            lease = id;
        }

        private void take(RemoteSource to, MediaUp part) throws MalformedMp4Exception {
            switch (part.getPartCase()) {
                case INIT -> to.init(part.getInit().toByteArray());
                case PIECE -> to.piece(part.getPiece());
                case HEALTH -> to.health(part.getHealth());
                case THINNED -> to.thinned(part.getThinned());
                case LEASE_ID, PART_NOT_SET -> {}
            }
        }

        private void refuse(Status status) {
            over = true;
            answer.onError(status.asRuntimeException());
        }

        @Override
        public void onError(Throwable failure) {
            ended("the connection for pictures is gone");
        }

        @Override
        public void onCompleted() {
            ended("the site ended the stream");
            answer.onCompleted();
        }

        private void ended(String why) {
            RemoteSource to = source;
            source = null;
            over = true;
            if (to != null) {
                to.interrupted(lease, why);
            }
        }
    }
}
