// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Customers who ask what their account has paid, one after the other, for accounts that have paid. One thread of
/// its own.
final class AccountQuestions implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String BEFORE = "<DbtrAcct><Id><IBAN>";

    private final HttpClient client;
    private final URI payments;
    private final PaymentTraffic traffic;
    private final long pauseNanos;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread thread;

    /// @param perSecond most questions a second
    AccountQuestions(HttpClient client, URI payments, PaymentTraffic traffic, int perSecond) {
        this.client = client;
        this.payments = payments;
        this.traffic = traffic;
        this.pauseNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        this.thread = Thread.ofPlatform().name("questions").daemon().unstarted(this::ask);
    }

    /// Begins.
    ///
    void start() {
        thread.start();
    }

    private void ask() {
        var random = new Random(1);
        List<PaymentTraffic.Message> known = traffic.accepted();
        while (!Thread.currentThread().isInterrupted() && !known.isEmpty()) {
            askOne(known.get(random.nextInt(known.size())));
            LockSupport.parkNanos(pauseNanos);
        }
    }

    private void askOne(PaymentTraffic.Message message) {
        asked.incrementAndGet();
        try {
            var request = HttpRequest.newBuilder(payments.resolve("/accounts/" + account(message) + "/debits"))
                    .timeout(TIMEOUT)
                    .build();
            var answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200 || answer.body().contains("\"transfers\":0")) {
                failed.incrementAndGet();
            }
        } catch (IOException e) {
            failed.incrementAndGet();
        } catch (InterruptedException e) {
            asked.decrementAndGet();
            Thread.currentThread().interrupt();
        }
    }

    private static String account(PaymentTraffic.Message message) {
        int start = message.xml().indexOf(BEFORE) + BEFORE.length();
        return message.xml().substring(start, message.xml().indexOf('<', start));
    }

    /// Questions asked.
    long asked() {
        return asked.get();
    }

    /// Questions that were not answered, or with an account that has paid nothing, though it has.
    long failed() {
        return failed.get();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
