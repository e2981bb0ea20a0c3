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

/// One open `SyncFlags` call: sends the environment's snapshots until the caller disconnects, loses access, or
/// should use another server.
///
/// Sends the newest snapshot when the caller is ready. A slow caller skips snapshots and does not delay others,
/// and at most one snapshot is buffered for it. Always ends with an error, because flagd's JavaScript provider
/// reconnects only after an error. Runs on its own thread.
final class FlagdSyncStream implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FlagdSyncStream.class);

    /// Number of consecutive waits for which a stream stays open while its flags may be outdated, as in
    /// [ClientFlagEventStream].
    private static final int OUTDATED = 2;

    private final SnapshotChannel channel;
    private final EncodedSnapshot first;
    private final ServerCallStreamObserver<String> caller;
    private final Subscriber reader;
    private final Duration longestWait;
    /// Signalled when the caller becomes ready or disconnects.
    private final Semaphore stirred = new Semaphore(0);

    /// The caller of a stream; every wait evaluates all of them.
    ///
    /// @param isAdmitted whether the caller may still read
    /// @param isCurrent whether the newest snapshot is known to be the newest
    /// @param onActivity called while the caller is connected
    record Subscriber(BooleanSupplier isAdmitted, BooleanSupplier isCurrent, Runnable onActivity) {}

    /// Must be created while the call is being accepted, because gRPC accepts no handlers later.
    ///
    /// @param longestWait maximum time until a disconnected caller is noticed here
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
            LOG.warn("A flagd sync stream failed; the client reconnects", e);
            return Status.UNAVAILABLE.withDescription("Internal error. Reconnect in a second.");
        }
    }

    private Status follow() throws InterruptedException {
        EncodedSnapshot sent = first;
        int outdated = 0;
        send(first);
        Status end = endStatus(outdated);
        while (end == null) {
            reader.onActivity().run();
            EncodedSnapshot next = awaitNext(sent);
            if (next != null) {
                send(next);
                sent = next;
            }
            outdated = reader.isCurrent().getAsBoolean() ? 0 : outdated + 1;
            end = endStatus(outdated);
        }
        return end;
    }

    private void send(EncodedSnapshot snapshot) {
        caller.onNext(snapshot.snapshot().delivered());
    }

    /// Returns why the stream ends; null while it continues.
    private @Nullable Status endStatus(int outdated) {
        if (caller.isCancelled()) {
            return Status.CANCELLED;
        }
        if (channel.isClosed()) {
            return stopping();
        }
        if (!reader.isAdmitted().getAsBoolean()) {
            return Status.UNAUTHENTICATED.withDescription(
                    "The SDK key was revoked or has expired. Reconnect with a valid key.");
        }
        return outdated < OUTDATED
                ? null
                : Status.UNAVAILABLE.withDescription(
                        "The server cannot reach its database, so its flags may be outdated. Reconnect in a second.");
    }

    private static Status stopping() {
        return Status.UNAVAILABLE.withDescription("The server is stopping. Reconnect in a second.");
    }

    /// Returns the next snapshot; null when there is none yet or the caller is not ready.
    private @Nullable EncodedSnapshot awaitNext(EncodedSnapshot sent) throws InterruptedException {
        if (caller.isReady()) {
            return channel.awaitNext(sent, longestWait);
        }
        stirred.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        stirred.drainPermits();
        return null;
    }
}
