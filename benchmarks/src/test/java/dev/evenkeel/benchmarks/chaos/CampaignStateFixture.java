// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.AuditVerification;
import dev.evenkeel.benchmarks.chaos.CollectedState.BatchTotals;
import dev.evenkeel.benchmarks.chaos.CollectedState.Environment;
import dev.evenkeel.benchmarks.chaos.CollectedState.HeapSizes;
import dev.evenkeel.benchmarks.chaos.CollectedState.LiveProcess;
import dev.evenkeel.benchmarks.chaos.CollectedState.PaymentLedgerState;
import dev.evenkeel.benchmarks.chaos.RolloutRecord.Decision;
import dev.evenkeel.benchmarks.chaos.RolloutRecord.ExposureStep;
import dev.evenkeel.benchmarks.chaos.RolloutRecord.TickTotals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The state of a fault campaign without violations, which tests modify: a process that was killed and
/// restarted, a bad candidate that was rolled back from 10%, and a good candidate that completed in another
/// environment.
final class CampaignStateFixture {
    static final String BAD = "r-bad";
    static final String GOOD = "r-good";

    LiveProcess liveProcess = new LiveProcess("process-1", "fleet", "i-1", 3, 3, 15, 3, 0, 0, 0.4);
    final List<String> lines = new ArrayList<>(List.of(
            "I i-1 fleet",
            "R 1",
            "C  0 0 old",
            "R 2",
            "C r-bad 2 1000 old",
            "C r-bad 2 1000 old",
            "C r-bad 2 1000 new",
            "R 3",
            "C r-bad 2 1000 old",
            "C  0 0 old",
            "A 5"));
    final List<String> killedProcessLines =
            new ArrayList<>(List.of("I i-0 fleet", "R 1", "C  0 0 old", "C r-bad 1 0 old", "C  0 0 old", "A 1"));
    final Map<String, BatchTotals> batches =
            new HashMap<>(Map.of("i-1", new BatchTotals(3, 3, 12, 0), "i-0", new BatchTotals(1, 1, 2, 0)));
    final Map<Long, ExposureStep> exposures =
            new HashMap<>(Map.of(1L, new ExposureStep(0, 0), 2L, new ExposureStep(0, 1_000)));
    final List<Decision> decisions = new ArrayList<>(List.of(
            new Decision(1, "START", 0, 0, 1_000, 2, 1, "the latency reference is there"),
            new Decision(2, "ROLL_BACK", 0, 0, 0, 3, 2, "more units fail on the candidate")));
    String badStatus = "ROLLED_BACK";
    String goodStatus = "COMPLETED";
    long badCalls = 5;
    TickTotals badTicks = new TickTotals(2, 2, 5);
    List<String> replay = List.of();
    Environment fleet = new Environment(List.of(1L, 2L, 3L), 3);
    AuditVerification audit = new AuditVerification(true, 9, "");
    PaymentLedgerState paymentLedger = new PaymentLedgerState(100, 0, 0, true);
    HeapSizes heapSizes = new HeapSizes("server-1", 40L << 20, 60L << 20);

    CollectedState toCollectedState() {
        return new CollectedState(
                List.of(liveProcess),
                List.of(
                        ProcessJournal.parse("process-1, start 1", killedProcessLines, true),
                        ProcessJournal.parse("process-1", lines, false)),
                batches,
                List.of(bad(), good()),
                Map.of("fleet", fleet, "default", new Environment(List.of(1L), 1)),
                audit,
                paymentLedger,
                List.of(heapSizes));
    }

    private RolloutRecord bad() {
        return new RolloutRecord(
                BAD,
                "fleet",
                "ranking",
                true,
                badStatus,
                List.of(1_000, 5_000, 10_000),
                exposures,
                decisions,
                badCalls,
                badTicks,
                replay);
    }

    private RolloutRecord good() {
        return new RolloutRecord(
                GOOD,
                "default",
                "payment-core",
                false,
                goodStatus,
                List.of(10_000),
                Map.of(1L, new ExposureStep(0, 10_000)),
                List.of(
                        new Decision(1, "START", 0, 0, 10_000, 1, 1, "the latency reference is there"),
                        new Decision(2, "COMPLETE", 0, 0, 10_000, 1, 2, "everything is shown")),
                40,
                new TickTotals(2, 2, 40),
                List.of());
    }
}
