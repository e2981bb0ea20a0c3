// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.api.RolloutApi.RolloutDecisionResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.benchmarks.faultinjection.Fault;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.examples.demo.environment.LedgerBalanceCheck;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A migration of the ledger through all stages, with a fault at every exposure on the way.
///
/// Each rollout waits for an approval at each of its steps. The campaign approves it and injects the fault at
/// the same moment, so that every fault meets a change of exposure in progress. Everything else is up to the
/// guard, which holds, advances or rolls back; a rolled-back rollout is restarted from its step.
final class MigrationCampaign {
    private static final String FLAG = "ledger-store";
    private static final String APPROVER = "vera";
    private static final String FAULT = "truncated-amounts";
    private static final Set<RolloutDecisionKind> STAYING =
            Set.of(RolloutDecisionKind.HOLD, RolloutDecisionKind.OBSERVE, RolloutDecisionKind.APPROVE);
    private static final int FIRST_MESSAGES = 2_000;
    private static final Duration AWAY = Duration.ofSeconds(30);

    private final CampaignEnvironment environment;
    private final List<CampaignFault> faults;
    private final long lasting;
    private final double perSecond;
    private final List<FaultOutcome> outcomes = new ArrayList<>();
    private final List<StageLedgerCheck> counts = new ArrayList<>();
    private final Map<String, Boolean> replays = new HashMap<>();

    /// @param perSecond messages that customers send; each fault lasts as long as they need for three
    ///     seconds' worth
    MigrationCampaign(CampaignEnvironment environment, List<CampaignFault> faults, double perSecond) {
        this.environment = environment;
        this.faults = faults;
        this.perSecond = perSecond;
        this.lasting = Math.round(3 * perSecond);
    }

    List<FaultOutcome> outcomes() {
        return outcomes;
    }

    List<StageLedgerCheck> ledgerChecks() {
        return counts;
    }

    /// Returns for each rollout whether a replay of the stored ticks gives the same decisions.
    Map<String, Boolean> replays() {
        return replays;
    }

    /// Runs the whole migration.
    void run() throws IOException, InterruptedException {
        environment.awaitMessages(FIRST_MESSAGES);
        environment.awaitRecovery();
        MigrationStage[] stages = MigrationStage.values();
        for (int i = 1; i < stages.length; i++) {
            step(stages[i - 1], stages[i]);
        }
    }

    private void step(MigrationStage from, MigrationStage to) throws IOException, InterruptedException {
        if (to == MigrationStage.LIVE) {
            outage(from, to);
        }
        ExposureSchedule exposures = new ExposureSchedule(faults.size());
        String id = "";
        for (int i = 0; i < faults.size(); i++) {
            id = awaitApproval(id, from, to, exposures.exposuresFrom(i));
            CampaignFault campaignFault = faults.get(i);
            runFault(id, campaignFault, new FaultPoint(from, to, exposures.exposureAt(i), campaignFault.description()));
        }
        completeStage(id, from, to);
        if (from == MigrationStage.OFF) {
            runBackfill();
        }
        checkLedgers(to);
    }

    /* Returns a rollout that waits for an approval at that exposure; an earlier one may already be there. */
    private String awaitApproval(String running, MigrationStage from, MigrationStage to, List<Integer> exposures)
            throws IOException, InterruptedException {
        String id = running.isEmpty() ? start(from, to, CampaignPlans.withApprovals(to, exposures)) : running;
        RolloutDetailResponse rollout =
                environment.await(id, seen -> hasEnded(seen) || seen.summary().holdReason() == HoldKind.APPROVAL);
        if (!hasEnded(rollout)) {
            return id;
        }
        recordLateEnding(rollout);
        return awaitApproval("", from, to, exposures);
    }

    /* A rollout that ends after its fault was recorded ended because of that fault. */
    private void recordLateEnding(RolloutDetailResponse rollout) throws IOException {
        if (!outcomes.isEmpty()) {
            RolloutDecisionResponse last = lastMove(rollout);
            outcomes.add(outcomes.removeLast().withEnding(last.kind().name(), last.reason()));
        }
    }

    private static RolloutDecisionResponse lastMove(RolloutDetailResponse rollout) throws IOException {
        return rollout.decisions().stream()
                .filter(decision -> !STAYING.contains(decision.kind()))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IOException("no decision: " + rollout));
    }

    private String start(MigrationStage from, MigrationStage to, Object plan) throws IOException, InterruptedException {
        return environment.control().startStage(FLAG, from.variant(), to.variant(), plan);
    }

    private void runFault(String id, CampaignFault campaignFault, FaultPoint faultPoint)
            throws IOException, InterruptedException {
        log(faultPoint.step() + " at " + faultPoint.exposure() + "%: " + faultPoint.fault());
        long before = environment.traffic().failures();
        int step = environment.control().rollout(id).summary().step();
        Fault fault = environment.createFault(campaignFault);
        environment.control().approve(id, APPROVER, faultPoint.fault());
        fault.during(() -> environment.awaitMessages(lasting));
        Duration recovery = recovery();
        RolloutDetailResponse rollout =
                environment.await(id, seen -> hasEnded(seen) || seen.summary().step() > step);
        recordOutcome(faultPoint, environment.traffic().failures() - before, recovery, rollout);
    }

    private Duration recovery() throws IOException, InterruptedException {
        long began = System.nanoTime();
        environment.awaitRecovery();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void recordOutcome(FaultPoint faultPoint, long failed, Duration recovery, RolloutDetailResponse rollout)
            throws IOException, InterruptedException {
        RolloutDecisionResponse last = lastMove(rollout);
        var one = new FaultOutcome(faultPoint, failed, recovery, last.kind().name(), last.reason());
        outcomes.add(one);
        log("    " + failed + " payments failed at first; " + one.ending() + ": " + one.reason());
        String id = rollout.summary().id();
        replays.put(id, environment.control().replay(id).identical());
    }

    /* The last step requires no approval; a rollout that was rolled back completes now, without faults. */
    private void completeStage(String running, MigrationStage from, MigrationStage to)
            throws IOException, InterruptedException {
        RolloutDetailResponse ended = environment.await(running, MigrationCampaign::hasEnded);
        recordLateEnding(ended);
        while (ended.summary().status() != RolloutStatus.COMPLETED) {
            String next = start(from, to, CampaignPlans.withoutApprovals(to));
            ended = environment.await(next, MigrationCampaign::hasEnded);
            log("    " + next + " ended: " + ended.summary().status());
        }
        environment.await("the default stage " + to, () -> {
            environment.control().setDefaultStage(FLAG, to);
            return true;
        });
        for (PaymentServiceInstance instance : environment.instances()) {
            environment.await(
                    "each process to be at " + to,
                    () -> instance.service()
                            .migrationState()
                            .path("stage")
                            .asString()
                            .equals(to.variant()));
        }
    }

    /* The old ledger is down for half a minute while nearly all units are at live; when it is back, the
     * new core fails. */
    private void outage(MigrationStage from, MigrationStage to) throws IOException, InterruptedException {
        var faultPoint = new FaultPoint(
                from, to, 90, "old ledger away for " + AWAY.toSeconds() + " s, then the new core breaks");
        String id = awaitApproval("", from, to, List.of(50, faultPoint.exposure(), 100));
        environment.control().approve(id, APPROVER, faultPoint.fault());
        environment.await(id, seen -> seen.summary().step() == 1);
        log(faultPoint.step() + " at " + faultPoint.exposure() + "%: " + faultPoint.fault());
        long before = environment.traffic().failures();
        long messages = Math.round(AWAY.toSeconds() * perSecond);
        environment.oldLedger().stop().during(() -> environment.awaitMessages(messages));
        setCandidateFault(true);
        RolloutDetailResponse back = environment.await(id, seen -> hasEnded(seen) && !isInProgress(seen));
        setCandidateFault(false);
        Duration recovery = recovery();
        recordOutcome(faultPoint, environment.traffic().failures() - before, recovery, back);
        checkLedgers(from);
    }

    private void setCandidateFault(boolean yes) throws IOException, InterruptedException {
        for (PaymentServiceInstance instance : environment.instances()) {
            instance.service().setFault(FAULT, yes);
        }
    }

    private static boolean isInProgress(RolloutDetailResponse rollout) {
        return rollout.decisions().getLast().activeEverywhereAt() == null;
    }

    private void runBackfill() throws IOException, InterruptedException {
        environment.first().service().backfill();
        environment.await("the older messages to be copied", () -> {
            JsonNode move = environment.first().service().migrationState();
            if (!move.path("copying").asBoolean()
                    && !move.path("backfill").path("finished").asBoolean()) {
                environment.first().service().backfill();
            }
            return move.path("backfill").path("finished").asBoolean();
        });
    }

    private void checkLedgers(MigrationStage migrationStage) throws IOException, InterruptedException {
        environment.awaitSettled();
        List<String> accepted = environment.traffic().accepted().stream()
                .map(PaymentTraffic.PaymentMessage::id)
                .toList();
        var count = new StageLedgerCheck(
                migrationStage,
                LedgerBalanceCheck.of(
                        environment.traffic(), 0, environment.first().service().audit(accepted)),
                LedgerBalanceCheck.of(
                        environment.traffic(), 0, environment.first().service().auditNewLedger(accepted)),
                environment
                        .oldLedger()
                        .bookedTotals()
                        .equals(environment.newLedger().bookedTotals()));
        counts.add(count);
        log("    all units at " + migrationStage + ": " + count.fresh().messages() + " messages, lost "
                + (migrationStage.isOldAuthoritative() ? count.old() : count.fresh()).lost() + ", ledgers "
                + (count.alike() ? "equal" : "not equal"));
        environment.resumeTraffic();
        environment.awaitRecovery();
    }

    private static boolean hasEnded(RolloutDetailResponse rollout) {
        return rollout.summary().status().isEnded();
    }

    private static void log(String line) {
        System.err.println("bench campaign: " + line);
    }
}
