// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/// The HTTP/2 connection of an event stream: an asynchronous response with non-blocking writes. Unlike an HTTP/1.1
/// connection, it cannot be taken over from Tomcat, because other requests share it.
final class AsyncStreamConnection implements StreamConnection, WriteListener, AsyncListener {
    private static final int SLICE = 8_192;

    private final ClientFlagEventStream stream;
    private final long patienceBeats;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private boolean attached;
    private int stalledBeats;
    private boolean closed;

    private AsyncStreamConnection(
            ClientFlagEventStream stream, long patienceBeats, AsyncContext context, ServletOutputStream out) {
        this.stream = stream;
        this.patienceBeats = patienceBeats;
        this.context = context;
        this.out = out;
    }

    /// Attaches the stream to a response whose head is written.
    ///
    /// @param patience time after which a client that accepts no data loses its stream
    static void serve(
            ClientFlagEventStream stream, Duration patience, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        var connection = new AsyncStreamConnection(
                stream, patience.dividedBy(StreamHeartbeatJob.INTERVAL), context, response.getOutputStream());
        context.addListener(connection);
        connection.out.setWriteListener(connection);
    }

    @Override
    public void onWritePossible() {
        if (attached) {
            stream.writePending();
        } else {
            attached = true;
            stream.attach(this);
        }
    }

    @Override
    public int write(byte[] bytes, int from) throws IOException {
        int next = from;
        while (next < bytes.length && out.isReady()) {
            int count = Math.min(SLICE, bytes.length - next);
            out.write(bytes, next, count);
            next += count;
        }
        if (out.isReady()) {
            out.flush();
        }
        if (next > from) {
            stalledBeats = 0;
        }
        return next;
    }

    /// Whether all written data has been passed to the network; if not, Tomcat calls [#onWritePossible] later.
    @Override
    public boolean isDrained() {
        return out.isReady();
    }

    @Override
    public boolean isStalled() {
        stalledBeats++;
        return stalledBeats > patienceBeats;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                context.complete();
            } catch (IllegalStateException e) {
                /* Tomcat has ended the request, because the client is gone. */
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        stream.close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        stream.close();
    }

    @Override
    public void onError(AsyncEvent event) {
        stream.close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        stream.close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        /* The request is not dispatched again. */
    }
}
