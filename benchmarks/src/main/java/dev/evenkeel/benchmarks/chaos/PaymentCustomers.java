// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.load.RefusedPaymentResender;
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
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Customers who send payments to the payment services in rotation and resend messages that were not
/// accepted.
final class PaymentCustomers implements AutoCloseable {
    private static final String FAULT = "byte-order-mark";
    private static final double PER_SECOND = 20;
    private static final int DEBTORS = 100_000;
    private static final int RESENDERS = 4;
    private static final ConditionPoller PATIENT = new ConditionPoller(Duration.ofMinutes(3), Duration.ofMillis(300));

    private final ChaosEnvironment fleet;
    private final DemoEnvironment stage;
    private final PaymentTraffic traffic;
    private final AtomicInteger turn = new AtomicInteger();
    private final RefusedPaymentResender resender;
    private final long seed;
    private volatile boolean bad;

    PaymentCustomers(ChaosEnvironment environment, Path home, Path data, long seed) throws IOException {
        this.fleet = environment;
        this.seed = seed;
        this.stage = new DemoEnvironment(
                new DemoOptions(home, data, 0, PER_SECOND, true, DEBTORS, seed), PaymentServiceSetup.CORE);
        this.traffic = stage.openTraffic(this::nextServiceAddress);
        this.resender = new RefusedPaymentResender(traffic, RESENDERS);
    }

    private URI nextServiceAddress() {
        List<RestartableProcess> services = fleet.paymentServices();
        return services.get(Math.floorMod(turn.getAndIncrement(), services.size()))
                .address();
    }

    void start() {
        traffic.start(seed);
        resender.start();
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
                "the core of " + service.name() + " to be set",
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
        resender.close();
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
        resender.close();
        stage.close();
    }
}
