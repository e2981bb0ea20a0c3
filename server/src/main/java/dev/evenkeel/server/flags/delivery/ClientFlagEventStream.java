// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One open event stream of a client. Never blocks: a slow or disconnected client costs only its own place.
/// When the client is ready, the stream sends the newest snapshot and so skips intermediate ones. Thread-safe.
final class ClientFlagEventStream {
    /// Number of heartbeats without a connection after which a stream is ended.
    private static final int PATIENCE = 3;

    /// Number of heartbeats for which a stream stays open while its flags may be outdated. A larger number
    /// would leave clients on old flags longer; a smaller one would make them reconnect constantly when all
    /// servers are outdated.
    private static final int OUTDATED = 2;

    private final FlagStreamEventEncoder format;
    private final SnapshotChannel channel;
    private final Subscriber reader;
    private EncodedSnapshot said;
    private byte @Nullable [] bytes;
    private int written;
    private int heartbeats;
    private int outdated;
    private boolean signDue = true;
    private @Nullable StreamConnection connection;
    private boolean ended;

    /// The client of a stream.
    ///
    /// @param isAdmitted whether the client may still read; checked at each heartbeat
    /// @param onActivity called when the client has received the first snapshot, and at each heartbeat
    /// @param onClose called once, when the stream ends
    record Subscriber(BooleanSupplier isAdmitted, Runnable onActivity, Runnable onClose) {}

    /// @param start the first snapshot to send
    ClientFlagEventStream(
            FlagStreamEventEncoder format, SnapshotChannel channel, EncodedSnapshot start, Subscriber reader) {
        this.format = format;
        this.channel = channel;
        this.reader = reader;
        this.said = start;
        this.bytes = format.first().apply(start);
    }

    /// Attaches the connection.
    synchronized void attach(StreamConnection established) {
        connection = established;
        if (ended) {
            established.close();
        } else {
            writePending();
        }
    }

    /// Sends pending events as far as the client accepts them.
    synchronized void writePending() {
        while (!ended && flush()) {
            EncodedSnapshot newest = channel.newest();
            if (newest == null || newest.revision() == said.revision()) {
                return;
            }
            enqueue(format.next().apply(said, newest));
            said = newest;
        }
    }

    /// Sends a heartbeat, unless earlier data is still pending. Ends the stream instead when its flags may have
    /// been outdated for several heartbeats.
    ///
    /// @param current whether the newest snapshot is known to be the newest
    synchronized void writeHeartbeat(boolean current) {
        heartbeats++;
        outdated = current ? 0 : outdated + 1;
        boolean stalled = connection != null && bytes != null && connection.isStalled();
        boolean unwanted = outdated >= OUTDATED || !reader.isAdmitted().getAsBoolean();
        if (stalled || unwanted || (connection == null && heartbeats >= PATIENCE)) {
            close();
        }
        if (!ended && connection != null && bytes == null) {
            signDue = true;
            enqueue(FlagStreamEventEncoder.COMMENT);
            writePending();
        }
    }

    /// Ends the stream and releases its place.
    synchronized void close() {
        if (!ended) {
            ended = true;
            channel.unsubscribe(this);
            reader.onClose().run();
        }
        if (connection != null) {
            connection.close();
        }
    }

    private void enqueue(byte @Nullable [] event) {
        bytes = event;
        written = 0;
        if (event == null) {
            close();
        }
    }

    /// Continues to write; true when the client has received everything.
    private boolean flush() {
        if (connection == null) {
            return false;
        }
        if (bytes == null) {
            return true;
        }
        try {
            written = connection.write(bytes, written);
        } catch (IOException e) {
            close();
            return false;
        }
        boolean all = written == bytes.length && connection.isDrained();
        if (all) {
            bytes = null;
            reportActivity();
        }
        return all;
    }

    private void reportActivity() {
        if (signDue) {
            signDue = false;
            reader.onActivity().run();
        }
    }
}
