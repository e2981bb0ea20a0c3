// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One open `SyncFlags` call: sends the environment's frames until the caller is gone, may not read any more,
/// or should ask another server.
///
/// Takes the newest frame when the caller is ready for one: a slow caller skips frames, holds nobody back, and
/// at most one frame waits for it in memory. Always ends with an error: flagd's provider for JavaScript
/// connects again after an error only. To be run on a thread of its own.
final class FlagdSyncStream implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FlagdSyncStream.class);

    /// So many waits in a row a stream lives on while what it says may be outdated, as in [FlagEventStream].
    private static final int OUTDATED = 2;

    private final SnapshotChannel channel;
    private final EncodedSnapshot first;
    private final ServerCallStreamObserver<String> caller;
    private final Subscriber reader;
    private final Duration longestWait;
    /// Signalled when the caller became ready or went away.
    private final Semaphore stirred = new Semaphore(0);

    /// Who is at the other end; all are asked at every wait.
    ///
    /// @param admitted whether they may still read
    /// @param current whether the newest frame is known to be the newest
    /// @param sign called while they are there
    record Subscriber(BooleanSupplier admitted, BooleanSupplier current, Runnable sign) {}

    /// Must be made while the call is being taken: gRPC accepts no handlers later.
    ///
    /// @param longestWait how long a caller that went away may go unnoticed here
    FlagdSyncStream(
            SnapshotChannel channel,
            EncodedSnapshot first,
            ServerCallStreamObserver<String> caller,
            Subscriber reader,
            Duration longestWait) {
        this.channel = channel;
        this.first = first;
        this.caller = caller;
        this.reader = reader;
        this.longestWait = longestWait;
        caller.setOnReadyHandler(stirred::release);
        caller.setOnCancelHandler(stirred::release);
    }

    @Override
    public void run() {
        Status reason = sendUntilEnd();
        if (!caller.isCancelled()) {
            caller.onError(reason.asRuntimeException());
        }
    }

    /// @return why the stream ends
    private Status sendUntilEnd() {
        try {
            return follow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stopping();
        } catch (RuntimeException e) {
            LOG.warn("A stream of flagd's sync failed; its reader is asked to connect again", e);
            return Status.UNAVAILABLE.withDescription("The server failed. Connect again in a second.");
        }
    }

    private Status follow() throws InterruptedException {
        EncodedSnapshot sent = first;
        int outdated = 0;
        send(first);
        Status end = end(outdated);
        while (end == null) {
            reader.sign().run();
            EncodedSnapshot next = awaitNext(sent);
            if (next != null) {
                send(next);
                sent = next;
            }
            outdated = reader.current().getAsBoolean() ? 0 : outdated + 1;
            end = end(outdated);
        }
        return end;
    }

    private void send(EncodedSnapshot frame) {
        caller.onNext(frame.snapshot().delivered());
    }

    /// Null while the stream goes on.
    private @Nullable Status end(int outdated) {
        if (caller.isCancelled()) {
            return Status.CANCELLED;
        }
        if (channel.isClosed()) {
            return stopping();
        }
        if (!reader.admitted().getAsBoolean()) {
            return Status.UNAUTHENTICATED.withDescription(
                    "The SDK key was revoked or has expired. Connect again with a valid one.");
        }
        return outdated < OUTDATED
                ? null
                : Status.UNAVAILABLE.withDescription(
                        "The server has lost its database, so its flags may be outdated. Connect again in a second.");
    }

    private static Status stopping() {
        return Status.UNAVAILABLE.withDescription("The server is stopping. Connect again in a second.");
    }

    /// Null when there is none yet, or the caller is not ready for it.
    private @Nullable EncodedSnapshot awaitNext(EncodedSnapshot sent) throws InterruptedException {
        if (caller.isReady()) {
            return channel.awaitOther(sent, longestWait);
        }
        stirred.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        stirred.drainPermits();
        return null;
    }
}
