// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// The connection under a stream, taken over from Tomcat's HTTP as WebSockets are, so that Tomcat keeps
/// neither a thread nor a request for it (docs/adr/0015-detach-open-streams-from-tomcats-request-processing.md). Public
/// for Tomcat only, which
/// makes it.
///
/// Writes are confined to the stream's lock; Tomcat's poller tells when there is room again.
public final class StreamConnection implements InternalHttpUpgradeHandler {
    private @Nullable FlagEventStream stream;
    private Duration writeTimeout = Duration.ZERO;
    private @Nullable SocketWrapperBase<?> socket;

    /// Made by Tomcat.
    public StreamConnection() {}

    /// Tells who writes here; to be called before the request ends.
    ///
    /// @param patience with a reader who takes nothing, until the connection is closed
    void serve(FlagEventStream owner, Duration patience) {
        stream = owner;
        writeTimeout = patience;
    }

    /// Writes as much as the network takes at once.
    ///
    /// @param from index of the first byte that was not written yet
    /// @return the index that follows the last byte written
    int write(byte[] bytes, int from) throws IOException {
        SocketWrapperBase<?> open = socket();
        int slice = open.getSocketBufferHandler().getWriteBuffer().capacity();
        int next = from;
        while (!open.flush(false) && next < bytes.length) {
            int count = Math.min(slice, bytes.length - next);
            open.write(false, bytes, next, count);
            next += count;
        }
        if (!isDrained()) {
            open.registerWriteInterest();
        }
        return next;
    }

    /// Whether nothing written waits for the network.
    boolean isDrained() {
        return !socket().hasDataToWrite();
    }

    void close() {
        socket().close();
    }

    private SocketWrapperBase<?> socket() {
        if (socket == null) {
            throw new IllegalStateException("the connection is used before Tomcat has handed it over");
        }
        return socket;
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        wrapper.setWriteTimeout(writeTimeout.toMillis());
        socket = wrapper;
    }

    @Override
    public void init(WebConnection unused) {
        if (stream != null) {
            stream.connected(this);
        }
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        if (stream == null) {
            return SocketState.CLOSED;
        }
        if (event == SocketEvent.OPEN_WRITE) {
            stream.advance();
            return SocketState.UPGRADED;
        }
        return event == SocketEvent.OPEN_READ && isReaderThere() ? SocketState.UPGRADED : SocketState.CLOSED;
    }

    /// Readers have nothing to say; what they say nevertheless is dropped.
    private boolean isReaderThere() {
        byte[] dropped = new byte[256];
        try {
            int count = socket().read(false, dropped, 0, dropped.length);
            while (count > 0) {
                count = socket().read(false, dropped, 0, dropped.length);
            }
            return count == 0;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void destroy() {
        if (stream != null) {
            stream.end();
        }
    }

    @Override
    public void pause() {
        /* Channels ends the streams before Tomcat pauses. */
    }

    @Override
    public void timeoutAsync(long now) {
        /* The poller watches writes, and nothing else has a limit. */
    }

    @Override
    public void setSslSupport(SSLSupport ignored) {
        /* Nobody asks. */
    }
}
