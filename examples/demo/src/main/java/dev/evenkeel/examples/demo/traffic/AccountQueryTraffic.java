// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

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

/// Traffic of customers who query their account's debits one after the other, for accounts that have paid; a
/// query without a response is retried a few times. Runs in its own thread.
public final class AccountQueryTraffic implements AutoCloseable {
    private static final int ANSWERED = 200;
    private static final int MORE_ATTEMPTS = 3;
    private static final String BEFORE = "<DbtrAcct><Id><IBAN>";

    private enum Answer {
        RIGHT,
        WRONG,
        NONE
    }

    private final HttpClient client;
    private final URI payments;
    private final PaymentTraffic traffic;
    private final long pauseNanos;
    private final Duration limit;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong failedAtFirst = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final Thread thread;

    /// @param perSecond maximum queries per second, above 0
    /// @param limit timeout of a query
    public AccountQueryTraffic(
            HttpClient client, URI payments, PaymentTraffic traffic, double perSecond, Duration limit) {
        this.client = client;
        this.payments = payments;
        this.traffic = traffic;
        this.pauseNanos = Math.round(1e9 / perSecond);
        this.limit = limit;
        this.thread = Thread.ofPlatform().name("questions").daemon().unstarted(this::query);
    }

    /// Starts the queries.
    public void start() {
        thread.start();
    }

    private void query() {
        var random = new Random(1);
        List<PaymentTraffic.PaymentMessage> known = traffic.accepted();
        while (!Thread.currentThread().isInterrupted() && !known.isEmpty()) {
            query(known.get(random.nextInt(known.size())));
            LockSupport.parkNanos(pauseNanos);
        }
    }

    private void query(PaymentTraffic.PaymentMessage message) {
        asked.incrementAndGet();
        try {
            Answer answer = fetchAnswer(message);
            for (int again = 0; answer == Answer.NONE && again < MORE_ATTEMPTS; again++) {
                failedAtFirst.addAndGet(again == 0 ? 1 : 0);
                answer = fetchAnswer(message);
            }
            wrong.addAndGet(answer == Answer.WRONG ? 1 : 0);
            unanswered.addAndGet(answer == Answer.NONE ? 1 : 0);
        } catch (InterruptedException e) {
            asked.decrementAndGet();
            Thread.currentThread().interrupt();
        }
    }

    private Answer fetchAnswer(PaymentTraffic.PaymentMessage message) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(payments.resolve("/accounts/" + account(message) + "/debits"))
                    .timeout(limit)
                    .build();
            var answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != ANSWERED) {
                return Answer.NONE;
            }
            return answer.body().contains("\"transfers\":0") ? Answer.WRONG : Answer.RIGHT;
        } catch (IOException e) {
            return Answer.NONE;
        }
    }

    private static String account(PaymentTraffic.PaymentMessage message) {
        int start = message.xml().indexOf(BEFORE) + BEFORE.length();
        return message.xml().substring(start, message.xml().indexOf('<', start));
    }

    /// Returns the number of queries.
    public long queryCount() {
        return asked.get();
    }

    /// Returns the queries that failed at the first attempt: no connection, timeout, or a status other than
    /// 200.
    public long firstAttemptFailures() {
        return failedAtFirst.get();
    }

    /// Returns the responses that reported no payments for an account that has paid.
    public long wrongAnswers() {
        return wrong.get();
    }

    /// Returns the queries that failed in all attempts.
    public long unansweredQueries() {
        return unanswered.get();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
