// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.examples.demo.client.PaymentService;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.config.Subject;
import dev.evenkeel.examples.demo.environment.Books;
import dev.evenkeel.examples.demo.environment.DemoStage;
import dev.evenkeel.examples.demo.process.Waiting;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Customers who pay at each payment service in turn, and send again what was not accepted.
final class Payments implements AutoCloseable {
    private static final String FAULT = "byte-order-mark";
    private static final double PER_SECOND = 20;
    private static final int DEBTORS = 100_000;
    private static final int RESENDING = 4;
    private static final Duration RESENT_WITHIN = Duration.ofSeconds(1);
    private static final Waiting PATIENT = new Waiting(Duration.ofMinutes(3), Duration.ofMillis(300));

    private final Fleet fleet;
    private final DemoStage stage;
    private final PaymentTraffic traffic;
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Thread> resending = new ArrayList<>();
    private final long seed;
    private volatile boolean bad;

    Payments(Fleet fleet, Path home, Path data, long seed) throws IOException {
        this.fleet = fleet;
        this.seed = seed;
        this.stage = new DemoStage(new DemoOptions(home, data, 0, PER_SECOND, true, DEBTORS, seed), Subject.CORE);
        this.traffic = stage.openTraffic(this::next);
    }

    private URI next() {
        List<Program> services = fleet.paymentServices();
        return services.get(Math.floorMod(turn.getAndIncrement(), services.size()))
                .address();
    }

    void start() {
        traffic.start(seed);
        for (int i = 0; i < RESENDING; i++) {
            resending.add(Thread.ofVirtual().name("customers who send again").start(this::resend));
        }
    }

    private void resend() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                traffic.resendRefused(RESENT_WITHIN);
                Thread.sleep(RESENT_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Makes the modern core of all services bad, or good again.
    void bad(boolean yes) throws IOException, InterruptedException {
        bad = yes;
        for (Program service : fleet.paymentServices()) {
            tell(service);
        }
    }

    /// Makes the modern core of one service as bad as those of the others, as after it was started
    /// again.
    void tell(Program service) throws IOException, InterruptedException {
        PATIENT.until(
                "word to " + service.name(),
                () -> {
                    new PaymentService(fleet.client(), service.address()).fault(FAULT, bad);
                    return true;
                },
                Boolean::booleanValue);
    }

    /// No new messages from now on; waits until every one was accepted.
    void settle() throws IOException, InterruptedException {
        traffic.close();
        PATIENT.until(
                "every message to be accepted",
                () -> traffic.accepted().size() == traffic.messages(),
                Boolean::booleanValue);
        resending.forEach(Thread::interrupt);
    }

    /// What customers were told, held against the ledger.
    Books books() throws IOException, InterruptedException {
        List<PaymentTraffic.Message> accepted = traffic.accepted();
        var service = new PaymentService(
                fleet.client(), fleet.paymentServices().getFirst().address());
        return Books.of(
                traffic,
                (int) (traffic.messages() - accepted.size()),
                service.audit(accepted.stream().map(PaymentTraffic.Message::id).toList()));
    }

    @Override
    public void close() {
        resending.forEach(Thread::interrupt);
        stage.close();
    }
}
