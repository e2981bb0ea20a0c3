// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// One open `SyncFlags` call: sends the environment's frames until the caller is gone or the server stops.
///
/// Takes the newest frame when the caller is ready for one: a slow caller skips frames, holds nobody back, and at
/// most one frame waits for it in memory. To be run on a thread of its own.
final class SyncStream implements Runnable {
    /// How long a caller that went away may go unnoticed here.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Channel channel;
    private final Frame first;
    private final ServerCallStreamObserver<String> caller;
    private final BooleanSupplier admitted;
    private final Runnable sign;
    /// Signalled when the caller became ready or went away.
    private final Semaphore stirred = new Semaphore(0);

    /// Must be made while the call is being taken: gRPC accepts no handlers later.
    ///
    /// @param admitted whether the caller may still read; asked every few seconds
    /// @param sign called every few seconds while the caller is there
    SyncStream(
            Channel channel,
            Frame first,
            ServerCallStreamObserver<String> caller,
            BooleanSupplier admitted,
            Runnable sign) {
        this.channel = channel;
        this.first = first;
        this.caller = caller;
        this.admitted = admitted;
        this.sign = sign;
        caller.setOnReadyHandler(stirred::release);
        caller.setOnCancelHandler(stirred::release);
    }

    @Override
    public void run() {
        try {
            follow();
            if (admitted.getAsBoolean()) {
                caller.onCompleted();
            } else {
                caller.onError(Status.UNAUTHENTICATED
                        .withDescription("The SDK key is over. Connect again with one that is not.")
                        .asRuntimeException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            caller.onError(Status.UNAVAILABLE
                    .withDescription("The server is stopping. Connect again in a second.")
                    .asRuntimeException());
        }
    }

    private void follow() throws InterruptedException {
        Frame sent = first;
        send(first);
        while (isOpen()) {
            sign.run();
            if (!caller.isReady()) {
                awaitStir();
                continue;
            }
            Frame next = channel.awaitOther(sent, LONGEST_WAIT);
            if (next != null) {
                send(next);
                sent = next;
            }
        }
    }

    private void send(Frame frame) {
        caller.onNext(frame.snapshot().delivered());
    }

    private boolean isOpen() {
        return !channel.isClosed() && !caller.isCancelled() && admitted.getAsBoolean();
    }

    private void awaitStir() throws InterruptedException {
        stirred.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        stirred.drainPermits();
    }
}
