// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.api.AuditApi.AuditVerificationResponse;
import dev.evenkeel.api.RolloutApi.ReplayResponse;
import dev.evenkeel.benchmarks.chaos.CollectedState.AuditVerification;
import dev.evenkeel.benchmarks.chaos.CollectedState.HeapSizes;
import dev.evenkeel.benchmarks.chaos.CollectedState.PaymentLedgerState;
import dev.evenkeel.benchmarks.faultinjection.Fault;
import dev.evenkeel.benchmarks.server.ProcessGauge;
import dev.evenkeel.benchmarks.server.RestartableProcess;
import dev.evenkeel.examples.demo.client.JsonHttpClient;
import dev.evenkeel.examples.demo.environment.LedgerBalanceCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A chaos campaign: starts all processes, injects faults while rollouts run, and collects the state of all
/// processes after recovery. Not thread-safe, except [#close].
final class ChaosCampaign implements AutoCloseable {
    private static final String PAYMENT_CORE = "payment-core";

    private final ChaosEnvironment fleet;
    private final PaymentCustomers payments;
    private final QuiescenceWait calm;
    private final ServerDatabaseReader stored;
    private final FaultScheduleRunner faults;
    private final List<RolloutDriver> series;

    /// Starts the databases.
    ///
    /// @param home root of the repository, which contains the built programs
    /// @param data folder for all files that are written
    /// @param kafka whether the servers use Kafka intake
    ChaosCampaign(Path home, Path data, long seed, boolean kafka) throws IOException {
        this.fleet = new ChaosEnvironment(home, data, seed, kafka);
        this.payments = new PaymentCustomers(fleet, home, data.resolve("customers"), seed);
        this.stored = new ServerDatabaseReader(fleet.database().jdbcUrl());
        this.calm = new QuiescenceWait(fleet, stored);
        this.faults = new FaultScheduleRunner(fleet, this::createFault);
        this.series = List.of(
                new RolloutDriver(
                        fleet.api(),
                        new RolloutDriver.RolloutTarget(
                                ChaosEnvironment.FLEET, SdkProcess.FLAG, SdkProcess.CONTROL, SdkProcess.CANDIDATE),
                        this::setRankingFault),
                new RolloutDriver(
                        fleet.api(),
                        new RolloutDriver.RolloutTarget(ChaosEnvironment.DEFAULT, PAYMENT_CORE, "classic", "modern"),
                        payments::setBad));
    }

    /* A payment service that was killed has lost its faulty core. */
    private Fault createFault(ScheduledFault scheduled) {
        Fault fault = fleet.createFault(scheduled);
        if (scheduled.kind() != FaultKind.PROCESS_KILLED) {
            return fault;
        }
        RestartableProcess killed = fleet.processes().get(scheduled.index());
        return fleet.paymentServices().contains(killed) ? fault.andThen(() -> payments.applyFault(killed)) : fault;
    }

    private void setRankingFault(boolean yes) throws IOException {
        if (yes) {
            Files.writeString(fleet.badCandidateMarker(), "");
        } else {
            Files.deleteIfExists(fleet.badCandidateMarker());
        }
    }

    List<FaultScheduleRunner.FaultEvent> events() {
        return faults.events();
    }

    /// Executes the schedule.
    ///
    /// @return the state of all processes afterwards
    CollectedState run(FaultSchedule schedule) throws IOException, InterruptedException {
        fleet.startServers();
        createFlag(ChaosEnvironment.DEFAULT, PAYMENT_CORE, "classic", "modern");
        createFlag(ChaosEnvironment.FLEET, SdkProcess.FLAG, SdkProcess.CONTROL, SdkProcess.CANDIDATE);
        JsonNode key = fleet.api().post("/api/v1/environments/" + ChaosEnvironment.FLEET + "/sdk-keys", Map.of());
        fleet.startProcesses(key.path("sdkKey").asString());
        payments.start();
        List<Long> before = heaps();
        var edits = new PeriodicFlagEditor(fleet.api(), List.of(ChaosEnvironment.FLEET, ChaosEnvironment.DEFAULT));
        List<Thread> threads = Stream.concat(series.stream(), Stream.of(edits))
                .map(work -> Thread.ofPlatform().daemon().start(work))
                .toList();
        faults.run(schedule);
        log("all faults have been removed");
        calm.awaitHealthy();
        edits.stop();
        series.forEach(RolloutDriver::stop);
        for (Thread thread : threads) {
            thread.join();
        }
        log("the last rollouts have ended");
        awaitSettled(edits);
        return collectState(before);
    }

    private void awaitSettled(PeriodicFlagEditor edits) throws IOException, InterruptedException {
        edits.edit(ChaosEnvironment.FLEET);
        edits.edit(ChaosEnvironment.DEFAULT);
        payments.awaitSettled();
        calm.awaitRevisions();
        calm.awaitCounted();
    }

    private void createFlag(String environment, String flag, String control, String candidate)
            throws IOException, InterruptedException {
        fleet.api()
                .put(
                        "/api/v1/environments/" + environment + "/flags",
                        Map.of(
                                "flags",
                                Map.of(
                                        flag,
                                        Map.of(
                                                "state",
                                                "ENABLED",
                                                "variants",
                                                Map.of(control, control, candidate, candidate),
                                                "defaultVariant",
                                                control))));
    }

    private List<Long> heaps() throws IOException, InterruptedException {
        List<Long> heaps = new ArrayList<>();
        for (RestartableProcess server : fleet.servers()) {
            heaps.add(new ProcessGauge(server.pid()).liveHeap());
        }
        return heaps;
    }

    private CollectedState collectState(List<Long> before) throws IOException, InterruptedException {
        List<Long> after = heaps();
        List<HeapSizes> memory = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            memory.add(new HeapSizes(fleet.servers().get(i).name(), before.get(i), after.get(i)));
        }
        List<RolloutRecord> rollouts = new ArrayList<>();
        for (RolloutDriver one : series) {
            for (RolloutDriver.StartedRollout driven : one.startedRollouts()) {
                rollouts.add(stored.rollout(driven, replay(driven.id())));
            }
        }
        AuditVerificationResponse audit = fleet.api().get("/api/v1/audit/verify", AuditVerificationResponse.class);
        LedgerBalanceCheck ledgerBalanceCheck = payments.checkLedger();
        return new CollectedState(
                calm.listLiveProcesses(),
                fleet.journals(),
                stored.batches(),
                rollouts,
                Map.of(
                        ChaosEnvironment.FLEET, stored.environment(ChaosEnvironment.FLEET),
                        ChaosEnvironment.DEFAULT, stored.environment(ChaosEnvironment.DEFAULT)),
                new AuditVerification(audit.intact(), audit.entries(), audit.explanation()),
                new PaymentLedgerState(
                        ledgerBalanceCheck.messages(),
                        ledgerBalanceCheck.lost(),
                        ledgerBalanceCheck.doubled(),
                        ledgerBalanceCheck.balanced()),
                memory);
    }

    private List<String> replay(String rollout) throws IOException, InterruptedException {
        JsonHttpClient api = fleet.api();
        ReplayResponse replay = api.get("/api/v1/rollouts/" + rollout + "/replay", ReplayResponse.class);
        return replay.identical()
                ? List.of()
                : Objects.requireNonNullElse(replay.differences(), List.of("not identical"));
    }

    private static void log(String what) {
        System.err.println("chaos: " + what);
    }

    @Override
    public void close() {
        payments.close();
        fleet.close();
    }
}
