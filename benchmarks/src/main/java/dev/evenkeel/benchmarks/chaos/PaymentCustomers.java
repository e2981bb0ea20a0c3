// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.server.RestartableProcess;
import dev.evenkeel.examples.demo.client.PaymentServiceClient;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.config.PaymentServiceSetup;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.environment.LedgerBalanceCheck;
import dev.evenkeel.examples.demo.process.ConditionPoller;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Customers who send payments to the payment services in rotation and resend messages that were not
/// accepted.
final class PaymentCustomers implements AutoCloseable {
    private static final String FAULT = "byte-order-mark";
    private static final double PER_SECOND = 20;
    private static final int DEBTORS = 100_000;
    private static final int RESENDING = 4;
    private static final Duration RESENT_WITHIN = Duration.ofSeconds(1);
    private static final ConditionPoller PATIENT = new ConditionPoller(Duration.ofMinutes(3), Duration.ofMillis(300));

    private final ChaosEnvironment fleet;
    private final DemoEnvironment stage;
    private final PaymentTraffic traffic;
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Thread> resending = new ArrayList<>();
    private final long seed;
    private volatile boolean bad;

    PaymentCustomers(ChaosEnvironment environment, Path home, Path data, long seed) throws IOException {
        this.fleet = environment;
        this.seed = seed;
        this.stage = new DemoEnvironment(
                new DemoOptions(home, data, 0, PER_SECOND, true, DEBTORS, seed), PaymentServiceSetup.CORE);
        this.traffic = stage.openTraffic(this::nextServiceAddress);
    }

    private URI nextServiceAddress() {
        List<RestartableProcess> services = fleet.paymentServices();
        return services.get(Math.floorMod(turn.getAndIncrement(), services.size()))
                .address();
    }

    void start() {
        traffic.start(seed);
        for (int i = 0; i < RESENDING; i++) {
            resending.add(Thread.ofVirtual().name("customers who send again").start(this::runResendLoop));
        }
    }

    private void runResendLoop() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                traffic.resendRefused(RESENT_WITHIN);
                Thread.sleep(RESENT_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Makes the modern core of all services faulty, or healthy again.
    void setBad(boolean yes) throws IOException, InterruptedException {
        bad = yes;
        for (RestartableProcess service : fleet.paymentServices()) {
            applyFault(service);
        }
    }

    /// Gives the modern core of a restarted service the same fault as the others.
    void applyFault(RestartableProcess service) throws IOException, InterruptedException {
        PATIENT.await(
                "word to " + service.name(),
                () -> {
                    new PaymentServiceClient(fleet.client(), service.address()).setFault(FAULT, bad);
                    return true;
                },
                Boolean::booleanValue);
    }

    /// Stops new messages and waits until every message was accepted.
    void awaitSettled() throws IOException, InterruptedException {
        traffic.close();
        PATIENT.await(
                "every message to be accepted",
                () -> traffic.accepted().size() == traffic.messages(),
                Boolean::booleanValue);
        resending.forEach(Thread::interrupt);
    }

    /// Compares the customers' responses with the ledger.
    LedgerBalanceCheck checkLedger() throws IOException, InterruptedException {
        List<PaymentTraffic.PaymentMessage> accepted = traffic.accepted();
        var service = new PaymentServiceClient(
                fleet.client(), fleet.paymentServices().getFirst().address());
        return LedgerBalanceCheck.of(
                traffic,
                (int) (traffic.messages() - accepted.size()),
                service.audit(
                        accepted.stream().map(PaymentTraffic.PaymentMessage::id).toList()));
    }

    @Override
    public void close() {
        resending.forEach(Thread::interrupt);
        stage.close();
    }
}
