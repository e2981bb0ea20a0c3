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

/// Customers who ask what their account has paid, one after the other, for accounts that have paid; who gets no
/// answer asks again, a few times. One thread of its own.
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

    /// @param perSecond most questions a second, above 0
    /// @param limit for an answer
    public AccountQueryTraffic(
            HttpClient client, URI payments, PaymentTraffic traffic, double perSecond, Duration limit) {
        this.client = client;
        this.payments = payments;
        this.traffic = traffic;
        this.pauseNanos = Math.round(1e9 / perSecond);
        this.limit = limit;
        this.thread = Thread.ofPlatform().name("questions").daemon().unstarted(this::ask);
    }

    /// Begins.
    ///
    public void start() {
        thread.start();
    }

    private void ask() {
        var random = new Random(1);
        List<PaymentTraffic.PaymentMessage> known = traffic.accepted();
        while (!Thread.currentThread().isInterrupted() && !known.isEmpty()) {
            ask(known.get(random.nextInt(known.size())));
            LockSupport.parkNanos(pauseNanos);
        }
    }

    private void ask(PaymentTraffic.PaymentMessage message) {
        asked.incrementAndGet();
        try {
            Answer answer = answerFor(message);
            for (int again = 0; answer == Answer.NONE && again < MORE_ATTEMPTS; again++) {
                failedAtFirst.addAndGet(again == 0 ? 1 : 0);
                answer = answerFor(message);
            }
            wrong.addAndGet(answer == Answer.WRONG ? 1 : 0);
            unanswered.addAndGet(answer == Answer.NONE ? 1 : 0);
        } catch (InterruptedException e) {
            asked.decrementAndGet();
            Thread.currentThread().interrupt();
        }
    }

    private Answer answerFor(PaymentTraffic.PaymentMessage message) throws InterruptedException {
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

    /// Questions asked.
    public long asked() {
        return asked.get();
    }

    /// Questions without an answer at the first attempt: no connection, too late, or a status other than 200.
    public long failedAtFirst() {
        return failedAtFirst.get();
    }

    /// Answers by which an account has paid nothing, though it has.
    public long wrong() {
        return wrong.get();
    }

    /// Questions that got no answer however often they were asked.
    public long unanswered() {
        return unanswered.get();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
