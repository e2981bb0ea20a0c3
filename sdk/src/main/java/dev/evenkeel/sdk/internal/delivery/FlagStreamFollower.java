// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorLog;
import dev.evenkeel.sdk.internal.transport.ReconnectBackoff;
import dev.evenkeel.sdk.internal.transport.ServerClient;
import dev.evenkeel.sdk.internal.transport.ServerSentEvent;
import dev.evenkeel.sdk.internal.transport.ServerSentEventParser;
import dev.evenkeel.sdk.internal.transport.StreamedResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Keeps the flags current: follows the server's stream, opens it anew when it ends or falls silent, and
/// polls between attempts. The loop of one thread; ends when that is interrupted.
public final class FlagStreamFollower implements Runnable {
    private static final int OK = 200;
    /* An event with all flags may be long, and the network slow. */
    private static final int TIMEOUTS_FOR_AN_EVENT = 5;

    private final ServerClient transport;
    private final FlagUpdater activation;
    private final FlagPoller poller;
    private final RevisionAcknowledger acknowledger;
    private final ConnectionHealth health;
    private final ReconnectBackoff backoff;
    private final Duration heartbeatTimeout;
    private final CountDownLatch firstAttempt = new CountDownLatch(1);
    private final InternalErrorLog mistakes;
    private final LongSupplier nanoTicker;
    private boolean afterReconnect = true;
    private boolean misfit;

    public FlagStreamFollower(Dependencies parts, EvenkeelConfig config, ReconnectBackoff backoff) {
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
    public record Dependencies(
            ServerClient transport,
            FlagUpdater activation,
            RevisionAcknowledger acknowledger,
            ConnectionHealth health,
            InternalErrorLog mistakes,
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
        try (StreamedResponse answer = transport.stream(activation.inForce())) {
            if (answer.status() == OK) {
                read(answer);
            } else {
                ServerErrorMessages.tell(health, answer.status());
            }
        } catch (IOException e) {
            health.trouble(ServerErrorMessages.describe(e));
        }
    }

    /// Before the stream's first event and after its last one, the server's word wins.
    private void read(StreamedResponse answer) throws IOException, InterruptedException {
        afterReconnect = true;
        misfit = false;
        try {
            readEvents(answer);
            health.trouble(misfit ? "a delta did not fit the flags in force" : "the server ended the stream");
        } finally {
            afterReconnect = true;
        }
    }

    /// A stream that goes on after its first snapshot works, so that the next attempt is a prompt one. Ends
    /// after a delta that does not fit, so that the poll that follows fetches everything.
    private void readEvents(StreamedResponse answer) throws IOException, InterruptedException {
        var parser = new ServerSentEventParser(this::handle);
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
    private Duration untilSilent(long contactAt, ServerSentEventParser parser) throws IOException {
        Duration longest =
                parser.isInsideEvent() ? heartbeatTimeout.multipliedBy(TIMEOUTS_FOR_AN_EVENT) : heartbeatTimeout;
        Duration left = longest.minusNanos(nanoTicker.getAsLong() - contactAt);
        if (left.isNegative() || left.isZero()) {
            throw new IOException("the stream sent no event and no comment for " + longest.toMillis() + " ms");
        }
        return left;
    }

    private void handle(ServerSentEvent event) {
        if (event.type().equals("snapshot")) {
            took(activation.take(event.data(), afterReconnect));
        } else if (event.type().equals("delta")) {
            took(activation.takeDelta(event.data()));
        }
    }

    private void took(FlagUpdateResult taken) {
        if (taken == FlagUpdateResult.MISFIT) {
            misfit = true;
        } else {
            afterReconnect = false;
            firstAttempt.countDown();
        }
    }
}
