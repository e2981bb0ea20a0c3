// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One reader of events: what it has, and what it gets next. Never waits: a reader that is slow or gone
/// costs nobody anything but its own place. It takes the newest frame when it is ready for one, and so
/// skips frames. Thread-safe.
final class FlagEventStream {
    /// A stream whose connection is not there after so many heartbeats will never get one.
    private static final int PATIENCE = 3;

    /// So many heartbeats a stream lives on while what it says may be outdated. More would keep readers
    /// on old flags, fewer would have them come back all the time where every server is like this one.
    private static final int OUTDATED = 2;

    private final FlagStreamFormat format;
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

    /// Who is at the other end.
    ///
    /// @param admitted whether they may still read; asked at each heartbeat
    /// @param sign called when the reader has taken the first frame, and each heartbeat
    /// @param leave called once, at the end
    record Subscriber(BooleanSupplier admitted, Runnable sign, Runnable leave) {}

    /// @param start the frame that is said first
    FlagEventStream(FlagStreamFormat format, SnapshotChannel channel, EncodedSnapshot start, Subscriber reader) {
        this.format = format;
        this.channel = channel;
        this.reader = reader;
        this.said = start;
        this.bytes = format.first().apply(start);
    }

    /// The connection is there.
    synchronized void connected(StreamConnection established) {
        connection = established;
        if (ended) {
            established.close();
        } else {
            advance();
        }
    }

    /// Says what there is to say, as far as the reader takes it.
    synchronized void advance() {
        while (!ended && isTaken()) {
            EncodedSnapshot newest = channel.newest();
            if (newest == null || newest.revision() == said.revision()) {
                return;
            }
            say(format.next().apply(said, newest));
            said = newest;
        }
    }

    /// Says that the stream lives, unless the reader has not even taken what came before. Ends it
    /// instead when what it says may have been outdated for a while.
    ///
    /// @param current whether the newest frame is known to be the newest
    synchronized void heartbeat(boolean current) {
        heartbeats++;
        outdated = current ? 0 : outdated + 1;
        boolean unwanted = outdated >= OUTDATED || !reader.admitted().getAsBoolean();
        if (unwanted || (connection == null && heartbeats >= PATIENCE)) {
            end();
        }
        if (!ended && connection != null && bytes == null) {
            signDue = true;
            say(FlagStreamFormat.COMMENT);
            advance();
        }
    }

    /// Ends the stream and gives its place back.
    synchronized void end() {
        if (!ended) {
            ended = true;
            channel.unfollow(this);
            reader.leave().run();
        }
        if (connection != null) {
            connection.close();
        }
    }

    private void say(byte @Nullable [] event) {
        bytes = event;
        written = 0;
        if (event == null) {
            end();
        }
    }

    /// Writes on; true when the reader has taken everything.
    private boolean isTaken() {
        if (connection == null) {
            return false;
        }
        if (bytes == null) {
            return true;
        }
        try {
            written = connection.write(bytes, written);
        } catch (IOException e) {
            end();
            return false;
        }
        boolean all = written == bytes.length && connection.isDrained();
        if (all) {
            bytes = null;
            giveSign();
        }
        return all;
    }

    private void giveSign() {
        if (signDue) {
            signDue = false;
            reader.sign().run();
        }
    }
}
