// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.sdk.EvenkeelConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Keeps the flags current: follows the server's stream, opens it anew when it ends or falls silent, and
/// polls between attempts. The loop of one thread; ends when that is interrupted.
final class FlagStream implements Runnable {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");
    private static final int OK = 200;

    private final Transport transport;
    private final Activation activation;
    private final FlagPoller poller;
    private final Acknowledger acknowledger;
    private final Health health;
    private final Backoff backoff;
    private final Duration heartbeatTimeout;
    private final CountDownLatch firstAttempt = new CountDownLatch(1);
    private final LongAdder mistakes = new LongAdder();
    private boolean afterReconnect = true;

    FlagStream(Parts parts, EvenkeelConfig config, Backoff backoff) {
        this.transport = parts.transport();
        this.activation = parts.activation();
        this.acknowledger = parts.acknowledger();
        this.health = parts.health();
        this.poller = new FlagPoller(transport, activation, health, config.requestTimeout());
        this.backoff = backoff;
        this.heartbeatTimeout = config.heartbeatTimeout();
    }

    /// What the stream works with.
    record Parts(Transport transport, Activation activation, Acknowledger acknowledger, Health health) {}

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                attempt();
                TimeUnit.NANOSECONDS.sleep(backoff.next().toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until flags came from the server or the first attempt to get them failed.
    void awaitFirstAttempt(Duration longestWait) throws InterruptedException {
        firstAttempt.await(longestWait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Mistakes of the SDK itself that the loop survived.
    long mistakes() {
        return mistakes.sum();
    }

    private void attempt() throws InterruptedException {
        try {
            follow();
            afterReconnect &= !poller.poll(afterReconnect);
            health.announce();
        } catch (RuntimeException e) {
            mistakes.increment();
            if (mistakes.sum() == 1) {
                LOG.log(System.Logger.Level.ERROR, "Evenkeel's flag thread made a mistake and goes on", e);
            }
        } finally {
            firstAttempt.countDown();
        }
    }

    private void follow() throws InterruptedException {
        try (Answer answer = transport.stream()) {
            if (answer.status() == OK) {
                read(answer);
                health.trouble("the server ended the stream");
            } else {
                Refusals.tell(health, answer.status());
            }
        } catch (IOException e) {
            health.trouble(Refusals.describe(e));
        }
    }

    private void read(Answer answer) throws IOException, InterruptedException {
        afterReconnect = true;
        var parser = new EventParser(this::handle);
        List<ByteBuffer> chunk = answer.next(heartbeatTimeout);
        while (chunk != null) {
            health.heard();
            for (ByteBuffer bytes : chunk) {
                parser.feed(bytes);
            }
            acknowledger.repeatIfMissing();
            health.announce();
            chunk = answer.next(heartbeatTimeout);
        }
    }

    private void handle(ServerEvent event) {
        if (event.type().equals("snapshot")) {
            if (activation.take(event.data(), afterReconnect)) {
                backoff.reset();
            }
            afterReconnect = false;
            firstAttempt.countDown();
        }
    }
}
