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

/// The HTTP/1.1 connection of an event stream, taken over from Tomcat's HTTP processing as WebSockets are, so that it
/// occupies no Tomcat thread or request (docs/adr/0015-detach-open-streams-from-tomcats-request-processing.md).
/// Public only because Tomcat instantiates it.
///
/// Writes require the stream's lock; Tomcat's poller signals when the socket is writable again.
public final class UpgradedStreamConnection implements InternalHttpUpgradeHandler, StreamConnection {
    private @Nullable ClientFlagEventStream stream;
    private Duration writeTimeout = Duration.ZERO;
    private @Nullable SocketWrapperBase<?> socket;

    /// Called by Tomcat.
    public UpgradedStreamConnection() {}

    /// Sets the stream that writes here; must be called before the request ends.
    ///
    /// @param patience write timeout after which the connection is closed
    void serve(ClientFlagEventStream owner, Duration patience) {
        stream = owner;
        writeTimeout = patience;
    }

    @Override
    public int write(byte[] bytes, int from) throws IOException {
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

    @Override
    public boolean isDrained() {
        return !socket().hasDataToWrite();
    }

    /// Always false, because Tomcat's poller closes a connection whose writes time out.
    @Override
    public boolean isStalled() {
        return false;
    }

    @Override
    public void close() {
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
            stream.attach(this);
        }
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        if (stream == null) {
            return SocketState.CLOSED;
        }
        if (event == SocketEvent.OPEN_WRITE) {
            stream.writePending();
            return SocketState.UPGRADED;
        }
        return event == SocketEvent.OPEN_READ && isReaderThere() ? SocketState.UPGRADED : SocketState.CLOSED;
    }

    /// Drops whatever the client sends, because the protocol expects nothing.
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
            stream.close();
        }
    }

    @Override
    public void pause() {
        /* SnapshotChannelRegistry ends the streams before Tomcat pauses. */
    }

    @Override
    public void timeoutAsync(long now) {
        /* The poller watches writes; nothing else has a timeout. */
    }

    @Override
    public void setSslSupport(SSLSupport ignored) {
        /* The stream uses no TLS details. */
    }
}
