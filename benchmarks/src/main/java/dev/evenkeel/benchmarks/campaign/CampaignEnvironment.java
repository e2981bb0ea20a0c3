// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.benchmarks.faultinjection.Fault;
import dev.evenkeel.benchmarks.load.RefusedPaymentResender;
import dev.evenkeel.examples.demo.client.ControlPlaneClient;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.config.PaymentServiceSetup;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.process.ConditionPoller;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The environment of the fault campaign: the server, two ledgers, several processes of the payment service
/// that migrate from one ledger to the other, and customers who send to each process in rotation. Everything
/// runs as operating system processes. Not thread-safe.
final class CampaignEnvironment implements AutoCloseable {
    private static final int DEBTORS = 100_000;
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final ConditionPoller WAITING = new ConditionPoller(LIMIT, Duration.ofMillis(100));
    /* Without a fault, at most this many messages of a sample fail. */
    private static final long SAMPLE = 100;
    private static final long FAILURES_OF_SAMPLE = 2;
    private static final int RESENDERS = 16;

    private final DemoEnvironment programs;
    private final Path home;
    private final Path data;
    private final int processes;
    private final long seed;
    private final List<PaymentServiceInstance> instances = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final LedgerPostgres oldLedger;
    private final LedgerPostgres newLedger;
    private final PaymentTraffic traffic;
    private final RefusedPaymentResender resender;

    /// Starts the two databases.
    ///
    /// @param home root of the repository, which contains the built programs
    /// @param data folder for all databases and logs
    CampaignEnvironment(Path home, Path data, int processes, double perSecond, long seed) throws IOException {
        this.home = home;
        this.data = data;
        this.processes = processes;
        this.seed = seed;
        this.programs = new DemoEnvironment(
                new DemoOptions(home, data, 0, perSecond, true, DEBTORS, seed), PaymentServiceSetup.LEDGER);
        this.oldLedger = new LedgerPostgres(data.resolve("old-ledger"));
        this.newLedger = new LedgerPostgres(data.resolve("new-ledger"));
        this.traffic = programs.openTraffic(this::nextInstanceAddress);
        this.resender = new RefusedPaymentResender(traffic, RESENDERS);
    }

    /// Starts everything else, waits until it is ready, and starts the customers.
    void open() throws IOException, InterruptedException {
        programs.startServer().awaitReady(LIMIT);
        var around = new PaymentServiceInstance.InstanceDependencies(
                programs.serverAddress(), programs.sdkKey(), oldLedger, newLedger);
        for (int i = 1; i <= processes; i++) {
            instances.add(new PaymentServiceInstance(home, data.resolve("payments-" + i), around));
            /* One after the other: the first one creates the tables. */
            instances.getLast().process().awaitReady();
        }
        traffic.start(seed);
        resender.start();
    }

    private URI nextInstanceAddress() {
        return instances
                .get(Math.floorMod(turn.getAndIncrement(), instances.size()))
                .address();
    }

    DemoEnvironment programs() {
        return programs;
    }

    ControlPlaneClient control() {
        return programs.controlPlane();
    }

    PaymentTraffic traffic() {
        return traffic;
    }

    List<PaymentServiceInstance> instances() {
        return instances;
    }

    PaymentServiceInstance first() {
        return instances.getFirst();
    }

    LedgerPostgres oldLedger() {
        return oldLedger;
    }

    LedgerPostgres newLedger() {
        return newLedger;
    }

    /// Creates a fault for the processes that run now.
    Fault createFault(CampaignFault fault) throws IOException, InterruptedException {
        return switch (fault) {
            case PROCESS_KILLED -> killFirst();
            case PROCESS_STANDS_STILL -> Fault.suspend(first().process());
            case SERVER_UNREACHABLE -> Fault.silence(first().serverProxy());
            case OLD_LEDGER_UNREACHABLE -> Fault.silence(first().oldLedgerProxy());
            case NEW_LEDGER_UNREACHABLE -> Fault.silence(first().newLedgerProxy());
            case OLD_LEDGER_KILLED -> Fault.killDatabase(oldLedger.folder());
            case NEW_LEDGER_KILLED -> Fault.killDatabase(newLedger.folder());
            case SERVER_KILLED ->
                new Fault(
                        () -> programs.server().kill(),
                        () -> programs.startServer().awaitReady(LIMIT));
            case SERVER_DATABASE_KILLED -> Fault.killDatabase(programs.serverData());
        };
    }

    /* Its end is reported to the server, as an operator does. */
    private Fault killFirst() throws IOException, InterruptedException {
        String sdk = first().service().sdkStats().path("instance").asString();
        return Fault.kill(first().process())
                .andThen(() -> await("the server to forget " + sdk, () -> {
                    control().forgetClient(sdk, "it was killed");
                    return true;
                }));
    }

    /// Polls until the value is true. A poll that throws is retried.
    void await(String what, ConditionPoller.PolledValue<Boolean> look) throws IOException, InterruptedException {
        WAITING.await(what, look, Boolean::booleanValue);
    }

    /// Waits until a rollout meets a condition and returns it.
    RolloutDetailResponse await(String id, Predicate<RolloutDetailResponse> condition)
            throws IOException, InterruptedException {
        return WAITING.await("rollout " + id, () -> control().rollout(id), condition);
    }

    /// Waits until customers have sent the given number of further messages: a wait measured in traffic, not
    /// in time.
    void awaitMessages(long more) throws IOException, InterruptedException {
        long target = traffic.messages() + more;
        await(target + " messages", () -> traffic.messages() >= target);
    }

    /// Waits until payments are accepted as before the fault.
    void awaitRecovery() throws IOException, InterruptedException {
        await("the service to accept payments", () -> {
            long before = traffic.failures();
            awaitMessages(SAMPLE);
            return traffic.failures() - before <= FAILURES_OF_SAMPLE;
        });
    }

    /// Stops new messages and waits until every message was accepted and no ledger has pending repairs.
    void awaitSettled() throws IOException, InterruptedException {
        traffic.close();
        await("every message to be accepted", () -> traffic.accepted().size() == traffic.messages());
        await("all repairs", () -> {
            JsonNode move = first().service().migrationState();
            return move.path("lackedByNew").asLong(1) == 0
                    && move.path("lackedByOld").asLong(1) == 0;
        });
    }

    /// Resumes the customers.
    void resumeTraffic() {
        traffic.start(seed + traffic.messages());
    }

    @Override
    public void close() {
        resender.close();
        traffic.close();
        instances.forEach(PaymentServiceInstance::close);
        programs.close();
        oldLedger.close();
        newLedger.close();
    }
}
