// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.wire.ServerSentEvent;
import dev.evenkeel.core.wire.ServerSentEventParser;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorCounter;
import dev.evenkeel.sdk.internal.transport.ReconnectBackoff;
import dev.evenkeel.sdk.internal.transport.ServerClient;
import dev.evenkeel.sdk.internal.transport.StreamedResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The task that keeps the flags up to date: follows the server's stream, reopens it when it ends or times
/// out, and polls between attempts. The loop of one thread; ends when that is interrupted.
public final class FlagStreamFollower implements Runnable {
    private static final int OK = 200;
    /* An event with all flags may be long, and the network may be slow. */
    private static final int TIMEOUTS_FOR_AN_EVENT = 5;

    private final ServerClient client;
    private final FlagUpdateApplier applier;
    private final FlagPoller poller;
    private final RevisionAcknowledger acknowledger;
    private final ConnectionHealth health;
    private final ReconnectBackoff backoff;
    private final Duration heartbeatTimeout;
    private final CountDownLatch firstAttempt = new CountDownLatch(1);
    private final InternalErrorCounter errorLog;
    private final LongSupplier nanoTicker;
    private boolean afterReconnect = true;
    private boolean misfit;

    public FlagStreamFollower(Dependencies parts, EvenkeelConfig config, ReconnectBackoff backoff) {
        this.client = parts.transport();
        this.applier = parts.activation();
        this.acknowledger = parts.acknowledger();
        this.health = parts.health();
        this.poller = new FlagPoller(client, applier, health, config.requestTimeout());
        this.errorLog = parts.mistakes();
        this.nanoTicker = parts.nanoTicker();
        this.backoff = backoff;
        this.heartbeatTimeout = config.heartbeatTimeout();
    }

    public record Dependencies(
            ServerClient transport,
            FlagUpdateApplier activation,
            RevisionAcknowledger acknowledger,
            ConnectionHealth health,
            InternalErrorCounter mistakes,
            LongSupplier nanoTicker) {}

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                attempt();
                applier.save();
                TimeUnit.NANOSECONDS.sleep(backoff.next().toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until flags arrived from the server or the first attempt to fetch them failed.
    public void awaitFirstAttempt(Duration longestWait) throws InterruptedException {
        firstAttempt.await(longestWait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void attempt() throws InterruptedException {
        try {
            follow();
            afterReconnect = !poller.poll(afterReconnect);
            health.publishState();
        } catch (RuntimeException | Error e) {
            errorLog.record(e);
        } finally {
            firstAttempt.countDown();
        }
    }

    private void follow() throws InterruptedException {
        try (StreamedResponse response = client.openStream(applier.activeFlags())) {
            if (response.status() == OK) {
                read(response);
            } else {
                ServerErrorMessages.reportStatus(health, response.status());
            }
        } catch (IOException e) {
            health.markUnreachable(ServerErrorMessages.describe(e));
        }
    }

    /// Reads until the stream ends; before its first event and after its last one, a poll accepts the
    /// server's flags in any case.
    private void read(StreamedResponse response) throws IOException, InterruptedException {
        afterReconnect = true;
        misfit = false;
        try {
            readEvents(response);
            health.markUnreachable(misfit ? "a delta did not match the active flags" : "the server closed the stream");
        } finally {
            afterReconnect = true;
        }
    }

    /// Reads events. A stream that continues after its first snapshot is healthy, so the backoff is reset.
    /// Ends after a delta that does not match, so that the following poll fetches everything.
    private void readEvents(StreamedResponse response) throws IOException, InterruptedException {
        var parser = new ServerSentEventParser(this::handle);
        long contactAt = nanoTicker.getAsLong();
        List<ByteBuffer> chunk = response.readNext(heartbeatTimeout);
        while (chunk != null) {
            for (ByteBuffer bytes : chunk) {
                parser.feed(bytes);
            }
            if (parser.pollContact()) {
                contactAt = nanoTicker.getAsLong();
                health.recordContact();
                if (!afterReconnect) {
                    backoff.reset();
                }
            }
            acknowledger.retryIfUnconfirmed();
            health.publishState();
            if (!response.hasMore()) {
                applier.save();
            }
            chunk = misfit ? null : response.readNext(timeUntilSilent(contactAt, parser));
        }
    }

    /// Returns the remaining wait for the next chunk: bytes that complete neither an event nor a comment do
    /// not extend it.
    private Duration timeUntilSilent(long contactAt, ServerSentEventParser parser) throws IOException {
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
            handleResult(applier.applySnapshot(event.data(), afterReconnect));
        } else if (event.type().equals("delta")) {
            handleResult(applier.applyDelta(event.data()));
        }
    }

    private void handleResult(FlagUpdateResult taken) {
        if (taken == FlagUpdateResult.BASE_MISMATCH) {
            misfit = true;
        } else {
            afterReconnect = false;
            firstAttempt.countDown();
        }
    }
}
