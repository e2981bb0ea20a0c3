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

/// Open-loop traffic of payment customers: messages arrive on their own schedule, independent of the
/// responses to earlier ones.
///
/// Arrivals are a Poisson process, each from one of many debtors, in one of four message kinds at random. The
/// rate ramps up over the first [#RAMP], as behind a load balancer, so that a service that has just started
/// can warm up. Some messages may show [CustomerBehaviour]. At most [#MAX_IN_FLIGHT] requests are pending; an
/// arrival beyond that counts as a failure of the service. Thread-safe.
public final class PaymentTraffic implements AutoCloseable {
    private static final int MAX_IN_FLIGHT = 1_000;
    private static final int ROUNDS = 5;
    private static final int ACCEPTED = 200;
    private static final int REFUSED = 422;
    private static final double RAMP_FROM = 0.1;
    private static final Duration RAMP = Duration.ofSeconds(12);

    /// A message that its customer keeps until the bank has accepted it.
    ///
    /// @param id message id
    /// @param transfers number of transfers in it
    /// @param xml content of the message
    public record PaymentMessage(String id, int transfers, String xml) {
        byte[] body() {
            return xml.getBytes(StandardCharsets.UTF_8);
        }

        /// Returns the message with a wrong control sum, which every core must refuse.
        byte[] brokenBody() {
            return xml.replace("<CtrlSum>", "<CtrlSum>1").getBytes(StandardCharsets.UTF_8);
        }

        /// Returns the message with a customer name that is not in basic Latin letters.
        public PaymentMessage withForeignName() {
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

    /// @param payments base URL of the payment service that receives the next message
    /// @param perSecond mean arrivals per second, above 0
    /// @param limit timeout of a message
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

    /// Starts the arrivals, also after a stop.
    ///
    /// @param seed seed of the random arrivals, debtors and amounts
    public void start(long seed) {
        arrivals = Thread.ofPlatform().name("arrivals").daemon().start(() -> generateArrivals(new Random(seed)));
    }

    private void generateArrivals(Random random) {
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
            boolean broken = CustomerBehaviour.happens(now.broken(), random);
            boolean again = CustomerBehaviour.happens(now.repeated(), random);
            Thread.startVirtualThread(() -> {
                boolean asDue = broken ? submitBroken(message) : submit(message) && (!again || repeat(message));
                if (!asDue) {
                    failures.incrementAndGet();
                }
            });
        }
    }

    /// Returns the mean arrivals per second after the ramp.
    public double perSecond() {
        return perSecond;
    }

    /// Sets the mean arrivals per second from now on.
    void setRate(double wanted) {
        perSecond = wanted;
    }

    /// Sets the customers' behaviour from now on.
    public void setBehaviour(CustomerBehaviour customerBehaviour) {
        habits = customerBehaviour;
    }

    /// Sets the share of messages with a wrong control sum from now on. Both cores must refuse them, so the
    /// refusals do not count as failures here; the customer sends the correct message later, with the other
    /// refused ones.
    ///
    /// @param share 0 to 1
    public void setBrokenShare(double share) {
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
                id, template.transfers(), template.render(id, random.nextInt(debtors), 100 + random.nextInt(100_000)));
        return CustomerBehaviour.happens(now.foreignNames(), random) ? message.withForeignName() : message;
    }

    /// Sends one message and records the response.
    ///
    /// @return whether it was accepted
    private boolean submit(PaymentMessage message) {
        return recordResult(message, open.tryAcquire() && sendAndCheckAccepted(message));
    }

    private boolean recordResult(PaymentMessage message, boolean yes) {
        (yes ? accepted : refused).add(message);
        return yes;
    }

    /// Resends an accepted message, as a customer does who did not receive the response.
    ///
    /// @return whether the response was the same as the first
    private boolean repeat(PaymentMessage message) {
        return open.tryAcquire() && sendAndCheckAccepted(message);
    }

    /// @return whether the broken form was refused
    private boolean submitBroken(PaymentMessage message) {
        refused.add(message);
        return open.tryAcquire() && sendAndCount(message.brokenBody()) == REFUSED;
    }

    private boolean sendAndCheckAccepted(PaymentMessage message) {
        return sendAndCount(message.body()) == ACCEPTED;
    }

    /// Returns the response status, 0 when there was none, and releases the request's permit.
    private int sendAndCount(byte[] body) {
        int status = sendForStatus(body);
        calls.accumulateAndGet(status == ACCEPTED ? CallCounts.SUCCEEDED : CallCounts.FAILED, CallCounts::plus);
        return status;
    }

    private int sendForStatus(byte[] body) {
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

    /// Sends one message unchanged.
    public HttpResponse<String> send(byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(payments.get().resolve("/payments"))
                .timeout(limit.get())
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /// Resends every message that was not accepted, as customers do: one after the other, each as soon as a
    /// request permit is free; those refused again are resent in another round. Accepted ones are removed
    /// from the list.
    ///
    /// @param patience time after which no further message is sent
    /// @return number of messages that are still not accepted
    public int resendRefused(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (int round = 0; round < ROUNDS; round++) {
            for (int left = refused.size(); left > 0 && System.nanoTime() < end; left--) {
                PaymentMessage message = refused.poll();
                if (message != null) {
                    open.acquire();
                    recordResult(message, sendAndCheckAccepted(message));
                }
            }
        }
        return refused.size();
    }

    /// Resends accepted messages, as customers do who did not receive the response. Does not count them as
    /// new messages.
    ///
    /// @param messages continues from this position
    /// @param most maximum number to send
    public void resendAccepted(Iterator<PaymentMessage> messages, int most) {
        for (int sent = 0; sent < most && messages.hasNext(); sent++) {
            open.acquireUninterruptibly();
            sendAndCheckAccepted(messages.next());
        }
    }

    /// Stops the arrivals. They can be restarted.
    public void stop() {
        Thread thread = arrivals;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Stops the arrivals and waits for pending responses. The arrivals can be restarted.
    @Override
    public void close() {
        stop();
        open.acquireUninterruptibly(MAX_IN_FLIGHT);
        open.release(MAX_IN_FLIGHT);
    }

    /// Returns the number of messages that customers wrote.
    public long messages() {
        return numbers.get();
    }

    /// Returns the number of messages that were not accepted at the first attempt, plus invalid ones that
    /// were not refused.
    public long failures() {
        return failures.get();
    }

    /// Returns the completed calls, including calls with an error or without a response, and how
    /// many of them were not accepted, rightly or wrongly.
    public CallCounts calls() {
        return calls.get();
    }

    /// Returns the number of pending requests.
    public int waiting() {
        return MAX_IN_FLIGHT - open.availablePermits();
    }

    /// Returns the number of messages not accepted so far.
    public int refusals() {
        return refused.size();
    }

    /// Returns a copy of the messages accepted so far.
    public List<PaymentMessage> accepted() {
        return List.copyOf(accepted);
    }
}
