package org.haidang.server.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reads small bodies whole before anything answers. Most refusals and some routes never look at the
 * body; when it comes in a packet after its headers, such an answer would be out before it, Jetty
 * would close the connection behind the answer (RFC 9112, 9.3: what was not read is not a next
 * request), and the client's next request on it would be lost without a word.
 *
 * <p>Large bodies stay as they are: their routes bound them while they read, and who is refused may
 * be cut off. So does what waits for {@code 100 Continue}: it must be refused before it is sent.
 */
final class SmallBodies extends Handler.Wrapper {
    /** Of a form or a list of ids; held in memory, once for each request under way. */
    private static final long MAX_BYTES = 64 << 10;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long length = request.getLength();
        if (length <= 0 || length > MAX_BYTES || request.getHeaders().contains(HttpHeader.EXPECT)) {
            return super.handle(request, response, callback);
        }
        ByteBuffer body;
        try {
            body = Content.Source.asByteBuffer(request);
        } catch (IOException e) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, null, e);
            return true;
        }
        return super.handle(new Read(request, body), response, callback);
    }

    /** A request whose body is here. */
    private static final class Read extends Request.Wrapper {
        private final Content.Source body;

        Read(Request request, ByteBuffer body) {
            super(request);
            this.body = new ByteBufferContentSource(body);
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable demand) {
            body.demand(demand);
        }

        @Override
        public void fail(Throwable failure) {
            body.fail(failure);
            super.fail(failure);
        }
    }
}
