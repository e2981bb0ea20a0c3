// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.internal.diagnostics.Mistakes;
import dev.evenkeel.sdk.internal.transport.Answer;
import dev.evenkeel.sdk.internal.transport.Backoff;
import dev.evenkeel.sdk.internal.transport.EventParser;
import dev.evenkeel.sdk.internal.transport.ServerEvent;
import dev.evenkeel.sdk.internal.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Keeps the flags current: follows the server's stream, opens it anew when it ends or falls silent, and
/// polls between attempts. The loop of one thread; ends when that is interrupted.
public final class FlagStream implements Runnable {
    private static final int OK = 200;
    /* An event with all flags may be long, and the network slow. */
    private static final int TIMEOUTS_FOR_AN_EVENT = 5;

    private final Transport transport;
    private final Activation activation;
    private final FlagPoller poller;
    private final Acknowledger acknowledger;
    private final Health health;
    private final Backoff backoff;
    private final Duration heartbeatTimeout;
    private final CountDownLatch firstAttempt = new CountDownLatch(1);
    private final Mistakes mistakes;
    private final LongSupplier nanoTicker;
    private boolean afterReconnect = true;
    private boolean misfit;

    public FlagStream(Parts parts, EvenkeelConfig config, Backoff backoff) {
        this.transport = parts.transport();
        this.activation = parts.activation();
        this.acknowledger = parts.acknowledger();
        this.health = parts.health();
        this.poller = new FlagPoller(transport, activation, health, config.requestTimeout());
        this.mistakes = parts.mistakes();
        this.nanoTicker = parts.nanoTicker();
        this.backoff = backoff;
        this.heartbeatTimeout = config.heartbeatTimeout();
    }

    /// What the stream works with.
    public record Parts(
            Transport transport,
            Activation activation,
            Acknowledger acknowledger,
            Health health,
            Mistakes mistakes,
            LongSupplier nanoTicker) {}

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                attempt();
                activation.save();
                TimeUnit.NANOSECONDS.sleep(backoff.next().toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until flags came from the server or the first attempt to get them failed.
    public void awaitFirstAttempt(Duration longestWait) throws InterruptedException {
        firstAttempt.await(longestWait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void attempt() throws InterruptedException {
        try {
            follow();
            afterReconnect = !poller.poll(afterReconnect);
            health.announce();
        } catch (RuntimeException | Error e) {
            mistakes.survived(e);
        } finally {
            firstAttempt.countDown();
        }
    }

    private void follow() throws InterruptedException {
        try (Answer answer = transport.stream(activation.inForce())) {
            if (answer.status() == OK) {
                read(answer);
            } else {
                Refusals.tell(health, answer.status());
            }
        } catch (IOException e) {
            health.trouble(Refusals.describe(e));
        }
    }

    /// Before the stream's first event and after its last one, the server's word wins.
    private void read(Answer answer) throws IOException, InterruptedException {
        afterReconnect = true;
        misfit = false;
        try {
            readEvents(answer);
            health.trouble(misfit ? "a delta did not fit the flags in force" : "the server ended the stream");
        } finally {
            afterReconnect = true;
        }
    }

    /// A stream that goes on after its first snapshot works, so that the next attempt is a prompt one. Ends after
    /// a delta that does not fit, so that the poll that follows fetches everything.
    private void readEvents(Answer answer) throws IOException, InterruptedException {
        var parser = new EventParser(this::handle);
        long contactAt = nanoTicker.getAsLong();
        List<ByteBuffer> chunk = answer.next(heartbeatTimeout);
        while (chunk != null) {
            for (ByteBuffer bytes : chunk) {
                parser.feed(bytes);
            }
            if (parser.takeContact()) {
                contactAt = nanoTicker.getAsLong();
                health.heard();
                if (!afterReconnect) {
                    backoff.reset();
                }
            }
            acknowledger.repeatIfMissing();
            health.announce();
            if (!answer.hasMore()) {
                activation.save();
            }
            chunk = misfit ? null : answer.next(untilSilent(contactAt, parser));
        }
    }

    /// How long to wait for the next piece: bytes that end no event and no comment do not put it off.
    private Duration untilSilent(long contactAt, EventParser parser) throws IOException {
        Duration longest =
                parser.isInsideEvent() ? heartbeatTimeout.multipliedBy(TIMEOUTS_FOR_AN_EVENT) : heartbeatTimeout;
        Duration left = longest.minusNanos(nanoTicker.getAsLong() - contactAt);
        if (left.isNegative() || left.isZero()) {
            throw new IOException("the stream sent no event and no comment for " + longest.toMillis() + " ms");
        }
        return left;
    }

    private void handle(ServerEvent event) {
        if (event.type().equals("snapshot")) {
            took(activation.take(event.data(), afterReconnect));
        } else if (event.type().equals("delta")) {
            took(activation.takeDelta(event.data()));
        }
    }

    private void took(Taken taken) {
        if (taken == Taken.MISFIT) {
            misfit = true;
        } else {
            afterReconnect = false;
            firstAttempt.countDown();
        }
    }
}
