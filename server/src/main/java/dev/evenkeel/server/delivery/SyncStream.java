// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

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
    private final Runnable sign;
    /// Signalled when the caller became ready or went away.
    private final Semaphore stirred = new Semaphore(0);

    /// Must be made while the call is being taken: gRPC accepts no handlers later.
    ///
    /// @param sign called every few seconds while the caller is there
    SyncStream(Channel channel, Frame first, ServerCallStreamObserver<String> caller, Runnable sign) {
        this.channel = channel;
        this.first = first;
        this.caller = caller;
        this.sign = sign;
        caller.setOnReadyHandler(stirred::release);
        caller.setOnCancelHandler(stirred::release);
    }

    @Override
    public void run() {
        try {
            follow();
            caller.onCompleted();
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
        return !channel.isClosed() && !caller.isCancelled();
    }

    private void awaitStir() throws InterruptedException {
        stirred.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        stirred.drainPermits();
    }
}
