// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import dev.evenkeel.examples.demo.config.DemoOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Customers of the payment service: messages arrive on their own schedule, whether or not earlier
/// ones were answered.
///
/// Arrivals are a Poisson process (open loop), each from one of many debtors, in one of the four
/// kinds of message at random. The rate climbs over the first [#RAMP], as behind a load balancer,
/// so that a service just started can warm up. Some of them may have [CustomerBehaviour]. Bounded: at most
/// [#MAX_IN_FLIGHT] requests are open; an arrival beyond that counts as a failure of the service.
/// Thread-safe.
public final class PaymentTraffic implements AutoCloseable {
    private static final int MAX_IN_FLIGHT = 1_000;
    private static final int ROUNDS = 5;
    private static final int ACCEPTED = 200;
    private static final int REFUSED = 422;
    private static final double RAMP_FROM = 0.1;
    private static final Duration RAMP = Duration.ofSeconds(12);

    /// One message: what a customer keeps until the bank has said yes.
    ///
    /// @param id message id
    /// @param transfers number of transfers in it
    /// @param xml the message itself
    public record PaymentMessage(String id, int transfers, String xml) {
        byte[] body() {
            return xml.getBytes(StandardCharsets.UTF_8);
        }

        /// The same with a wrong control sum, which every core must refuse.
        byte[] brokenBody() {
            return xml.replace("<CtrlSum>", "<CtrlSum>1").getBytes(StandardCharsets.UTF_8);
        }

        /// The same from a customer whose name is not written in basic Latin letters.
        public PaymentMessage named() {
            return new PaymentMessage(id, transfers, xml.replace("<Nm>Customer ", "<Nm>Łódź Handel "));
        }
    }

    private final HttpClient client;
    private final Supplier<URI> payments;
    private final int debtors;
    /* Makes message ids unique. */
    private final String run;
    private final Supplier<Duration> limit;
    private final Semaphore open = new Semaphore(MAX_IN_FLIGHT);
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicReference<CallCounts> calls = new AtomicReference<>(CallCounts.NONE);
    private final Queue<PaymentMessage> refused = new ConcurrentLinkedQueue<>();
    private final Queue<PaymentMessage> accepted = new ConcurrentLinkedQueue<>();
    private volatile CustomerBehaviour habits = CustomerBehaviour.NONE;
    private volatile double perSecond;
    private volatile @Nullable Thread arrivals;

    /// @param payments base address of the payment service that gets the next message
    /// @param perSecond mean arrivals per second, above 0
    /// @param limit for the answer to a message
    public PaymentTraffic(
            HttpClient client,
            Supplier<URI> payments,
            DemoOptions options,
            double perSecond,
            Supplier<Duration> limit) {
        this.client = client;
        this.payments = payments;
        this.debtors = options.debtors();
        this.run = "DEMO" + Long.toHexString(options.seed());
        this.perSecond = perSecond;
        this.limit = limit;
    }

    /// Begins the arrivals, also after a stop.
    ///
    /// @param seed of the random arrivals, debtors and amounts
    public void start(long seed) {
        arrivals = Thread.ofPlatform().name("arrivals").daemon().start(() -> arrive(new Random(seed)));
    }

    private void arrive(Random random) {
        long began = System.nanoTime();
        long next = began;
        while (!Thread.currentThread().isInterrupted()) {
            next += (long) (-Math.log(1 - random.nextDouble()) / rateAt(next - began) * 1e9);
            for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
                LockSupport.parkNanos(wait);
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
            CustomerBehaviour now = habits;
            PaymentMessage message = newMessage(random, now);
            boolean broken = CustomerBehaviour.falls(now.broken(), random);
            boolean again = CustomerBehaviour.falls(now.repeated(), random);
            Thread.startVirtualThread(() -> {
                boolean asDue = broken ? submitBroken(message) : submit(message) && (!again || repeat(message));
                if (!asDue) {
                    failures.incrementAndGet();
                }
            });
        }
    }

    /// Mean arrivals per second after the ramp.
    public double perSecond() {
        return perSecond;
    }

    /// From now on, so many customers come per second on average.
    void slowTo(double wanted) {
        perSecond = wanted;
    }

    /// From now on, customers have these habits.
    public void habits(CustomerBehaviour wanted) {
        habits = wanted;
    }

    /// From now on, customers write this share of their messages with a wrong control sum. Both
    /// cores refuse those, as they must, so they are no failure here; the customer sends the right
    /// message later, with the others that were refused.
    ///
    /// @param share 0 to 1
    public void breakMessages(double share) {
        habits = new CustomerBehaviour(share, 0, 0);
    }

    private double rateAt(long nanosSinceStart) {
        return perSecond * Math.min(1, RAMP_FROM + (double) nanosSinceStart / RAMP.toNanos());
    }

    private PaymentMessage newMessage(Random random, CustomerBehaviour now) {
        int number = numbers.incrementAndGet();
        PaymentMessageTemplate[] templates = PaymentMessageTemplate.values();
        PaymentMessageTemplate template = templates[random.nextInt(templates.length)];
        String id = run + "-" + number;
        var message = new PaymentMessage(
                id, template.transfers(), template.message(id, random.nextInt(debtors), 100 + random.nextInt(100_000)));
        return CustomerBehaviour.falls(now.foreignNames(), random) ? message.named() : message;
    }

    /// Sends one message and notes the answer.
    ///
    /// @return whether it was accepted
    private boolean submit(PaymentMessage message) {
        return note(message, open.tryAcquire() && acceptedBy(message));
    }

    private boolean note(PaymentMessage message, boolean yes) {
        (yes ? accepted : refused).add(message);
        return yes;
    }

    /// Sends an accepted message once more, as one does who did not hear the answer.
    ///
    /// @return whether it was answered like the first
    private boolean repeat(PaymentMessage message) {
        return open.tryAcquire() && acceptedBy(message);
    }

    /// @return whether the broken form was refused
    private boolean submitBroken(PaymentMessage message) {
        refused.add(message);
        return open.tryAcquire() && answerTo(message.brokenBody()) == REFUSED;
    }

    private boolean acceptedBy(PaymentMessage message) {
        return answerTo(message.body()) == ACCEPTED;
    }

    /// The answer's status, 0 when there was none; gives the place of the request back.
    private int answerTo(byte[] body) {
        int status = statusOf(body);
        calls.accumulateAndGet(status == ACCEPTED ? CallCounts.GOOD : CallCounts.FAILED, CallCounts::plus);
        return status;
    }

    private int statusOf(byte[] body) {
        try {
            return send(body).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            open.release();
        }
    }

    /// Sends one message as it is.
    public HttpResponse<String> send(byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(payments.get().resolve("/payments"))
                .timeout(limit.get())
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /// Sends every message again that was not accepted, as customers do: one after the other, each
    /// as soon as there is room for it, and those refused again in another round. An accepted one
    /// leaves the list.
    ///
    /// @param patience after which no further one is sent
    /// @return how many are still not accepted
    public int resendRefused(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (int round = 0; round < ROUNDS; round++) {
            for (int left = refused.size(); left > 0 && System.nanoTime() < end; left--) {
                PaymentMessage message = refused.poll();
                if (message != null) {
                    open.acquire();
                    note(message, acceptedBy(message));
                }
            }
        }
        return refused.size();
    }

    /// Sends accepted messages again, as customers do who did not hear the answer; they count as
    /// no new ones.
    ///
    /// @param messages where to go on
    /// @param most how many at most
    public void sendAgain(Iterator<PaymentMessage> messages, int most) {
        for (int sent = 0; sent < most && messages.hasNext(); sent++) {
            open.acquireUninterruptibly();
            acceptedBy(messages.next());
        }
    }

    /// Stops the arrivals. They can be started again.
    public void stop() {
        Thread thread = arrivals;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Stops the arrivals and waits for the answers still open. They can be started again.
    @Override
    public void close() {
        stop();
        open.acquireUninterruptibly(MAX_IN_FLIGHT);
        open.release(MAX_IN_FLIGHT);
    }

    /// Messages that customers wrote.
    public long messages() {
        return numbers.get();
    }

    /// Messages that were not accepted at the first attempt, and broken ones that were not refused.
    public long failures() {
        return failures.get();
    }

    /// Calls that ended so far, also with an error or without an answer, and how many of them were
    /// not accepted, rightly or wrongly.
    public CallCounts calls() {
        return calls.get();
    }

    /// Requests that wait for their answer.
    public int waiting() {
        return MAX_IN_FLIGHT - open.availablePermits();
    }

    /// Messages not accepted so far.
    public int refusals() {
        return refused.size();
    }

    /// Messages accepted so far, a copy.
    public List<PaymentMessage> accepted() {
        return List.copyOf(accepted);
    }
}
