// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.chaos.CollectedState.AuditVerification;
import dev.evenkeel.benchmarks.chaos.CollectedState.BatchTotals;
import dev.evenkeel.benchmarks.chaos.CollectedState.Environment;
import dev.evenkeel.benchmarks.chaos.CollectedState.HeapSizes;
import dev.evenkeel.benchmarks.chaos.CollectedState.LiveProcess;
import dev.evenkeel.benchmarks.chaos.CollectedState.PaymentLedgerState;
import dev.evenkeel.benchmarks.chaos.RolloutRecord.Decision;
import dev.evenkeel.benchmarks.chaos.RolloutRecord.ExposureStep;
import dev.evenkeel.benchmarks.chaos.RolloutRecord.TickTotals;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Each check with the violations that it exists for.
class ChecksTest {
    private final Scene scene = new Scene();

    @Test
    void allChecksHoldForValidState() {
        assertThat(InvariantCheck.checkAll(scene.gathered())).hasSize(10).allSatisfy(finding -> {
            assertThat(finding.violations()).as(finding.name()).isEmpty();
            assertThat(finding.measured()).isNotBlank();
        });
    }

    private void assertFinds(InvariantCheck check, String... violations) {
        assertThat(check.check(scene.gathered()).violations()).containsExactly(violations);
        assertThat(check.check(scene.gathered()).holds()).isFalse();
    }

    @Test
    void detectsUncountedCall() {
        scene.batches.put("i-1", new BatchTotals(3, 3, 11, 0));
        assertFinds(new OutcomeCountCheck(), "process-1 recorded 15 calls and lost 3, 11 are counted");
    }

    @Test
    void detectsCallCountedTwice() {
        scene.batches.put("i-1", new BatchTotals(3, 3, 13, 0));
        assertFinds(new OutcomeCountCheck(), "process-1 recorded 15 calls and lost 3, 13 are counted");
    }

    @Test
    void detectsMissingAcknowledgedCallsOfKilledProcess() {
        scene.batches.remove("i-0");
        assertFinds(
                new OutcomeCountCheck(), "process-1, start 1 had 1 acknowledged and 3 started calls, 0 are counted");
    }

    @Test
    void detectsUnstartedCallsCountedForKilledProcess() {
        scene.batches.put("i-0", new BatchTotals(1, 1, 4, 0));
        assertFinds(
                new OutcomeCountCheck(), "process-1, start 1 had 1 acknowledged and 3 started calls, 4 are counted");
    }

    @Test
    void detectsMissingBatch() {
        scene.batches.put("i-1", new BatchTotals(2, 3, 12, 0));
        assertFinds(new OutcomeCountCheck(), "2 batches of i-1, whose last one is number 3");
    }

    @Test
    void detectsMissingTickAndWrongTickSum() {
        scene.badTicks = new TickTotals(1, 2, 4);
        assertFinds(
                new TickCompletenessCheck(),
                "r-bad of ranking has 1 ticks, the last is number 2",
                "r-bad of ranking counts 5 calls, its ticks 4");
    }

    @Test
    void detectsTicksWithTooManyOrTooFewCalls() {
        scene.badCalls = 6;
        scene.badTicks = new TickTotals(2, 2, 6);
        assertFinds(new TickCompletenessCheck(), "r-bad of ranking has 6 calls in ticks, journals contain 4 to 5");
        scene.badCalls = 3;
        scene.badTicks = new TickTotals(2, 2, 3);
        assertFinds(new TickCompletenessCheck(), "r-bad of ranking has 3 calls in ticks, journals contain 4 to 5");
    }

    @Test
    void detectsCallsWithUnknownExposure() {
        scene.batches.put("i-1", new BatchTotals(3, 3, 12, 2));
        assertFinds(new TickCompletenessCheck(), "2 calls belong to no known exposure");
    }

    @Test
    void detectsReplayDifference() {
        scene.replay = List.of("tick 2, state: was a, now b");
        assertFinds(new DecisionReplayCheck(), "r-bad of ranking: tick 2, state: was a, now b");
    }

    @Test
    void detectsProcessWithOutdatedOrUnacknowledgedRevision() {
        scene.living = new LiveProcess("process-1", "fleet", "i-1", 2, 3, 15, 3, 0, 0, 0.4);
        assertFinds(new FlagRevisionCheck(), "process-1 is at revision 2 and has acknowledged 3, the last one is 3");
        scene.living = new LiveProcess("process-1", "fleet", "i-1", 3, 2, 15, 3, 0, 0, 0.4);
        assertFinds(new FlagRevisionCheck(), "process-1 is at revision 3 and has acknowledged 2, the last one is 3");
    }

    @Test
    void detectsProcessThatReturnedToOlderRevision() {
        scene.killed.addAll(List.of("R 2", "R 1"));
        scene.lines.add("E returned from revision 3 to 2");
        assertFinds(
                new FlagRevisionCheck(),
                "process-1, start 1 returned from revision 2 to 1",
                "process-1 returned from revision 3 to 2");
    }

    @Test
    void detectsExposureAbovePlanAndSkippedStep() {
        scene.exposures.put(3L, new ExposureStep(1, 5_001));
        scene.decisions.add(1, new Decision(2, "ADVANCE", 0, 2, 5_001, 3, 2, "shown"));
        assertFinds(
                new ExposureLimitCheck(),
                "r-bad of ranking had 5001 basis points at revision 3, its plan has 5000",
                "r-bad of ranking went from step 0 to 2");
    }

    @Test
    void detectsExposureThatWasNotSet() {
        scene.exposures.put(2L, new ExposureStep(0, 900));
        assertThat(new ExposureLimitCheck().check(scene.gathered()).violations())
                .containsOnly("process-1 had 1000 basis points of rollout r-bad at revision 2, where 900 were set");
        scene.exposures.remove(2L);
        assertThat(new ExposureLimitCheck().check(scene.gathered()).violations())
                .containsOnly("process-1 had 1000 basis points of rollout r-bad at revision 2, where nothing was set");
    }

    @Test
    void detectsCandidateCallWithoutRollout() {
        scene.lines.add("C  0 0 new");
        assertFinds(new ExposureLimitCheck(), "process-1, 1 candidate calls without a rollout");
    }

    @Test
    void detectsCandidateCallAfterRollbackArrived() {
        scene.lines.set(8, "C r-bad 2 1000 new");
        assertFinds(
                new ExposureLimitCheck(),
                "process-1, 1 candidate calls of rollout r-bad at revision 3, although revision 3 is a rollback");
    }

    @Test
    void detectsImprobablyManyCandidateCalls() {
        scene.lines.addAll(4, Collections.nCopies(15, "C r-bad 2 1000 new"));
        assertFinds(
                new ExposureLimitCheck(),
                "process-1 gave the candidate 16 of 19 calls of rollout r-bad at 1000 basis points");
    }

    @Test
    void detectsWrongOutcomesOfGoodAndBadCandidates() {
        scene.goodStatus = "ROLLED_BACK";
        scene.badStatus = "COMPLETED";
        assertFinds(
                new RolloutOutcomeCheck(),
                "r-bad of ranking, a bad candidate, is COMPLETED; ROLL_BACK: more units fail on the candidate",
                "r-good of payment-core, a good candidate, is ROLLED_BACK; COMPLETE: everything is shown");
    }

    @Test
    void reportsTooFewFinishedRollouts() {
        scene.badStatus = "RUNNING";
        assertThat(new RolloutOutcomeCheck().check(scene.gathered()).violations())
                .contains("too few rollouts: 1 complete, 0 rolled back");
    }

    @Test
    void detectsBrokenAuditChain() {
        scene.audit = new AuditVerification(false, 4, "Entry 5 was changed after it was written.");
        assertFinds(new AuditChainCheck(), "the audit chain is broken: Entry 5 was changed after it was written.");
    }

    @Test
    void detectsMissingOrUnauditedRevision() {
        scene.fleet = new Environment(List.of(1L, 2L, 4L), 3);
        assertThat(new AuditChainCheck().check(scene.gathered()).violations())
                .contains("fleet has revision 4 at position 3");
        scene.fleet = new Environment(List.of(1L, 2L, 3L), 2);
        assertFinds(new AuditChainCheck(), "fleet has 3 revisions, the audit log records 2");
    }

    @Test
    void detectsDecisionGapAndReusedRevision() {
        scene.decisions.set(1, new Decision(3, "ROLL_BACK", 0, 0, 0, 2, 2, "more units fail"));
        assertFinds(
                new AuditChainCheck(),
                "r-bad of ranking has decision 3 at position 2",
                "r-bad of ranking, decision 3: revision 2 is missing or not unique");
    }

    @Test
    void allowsSecondDecisionOnTickOnlyForMissingData() {
        scene.decisions.set(1, new Decision(2, "ROLL_BACK", 0, 0, 0, 3, 1, "more units fail"));
        assertFinds(new AuditChainCheck(), "r-bad of ranking, decision 2: another was made on tick 1");
        scene.decisions.set(1, new Decision(2, "ROLL_BACK", 0, 0, 0, 3, 1, "missing data, no breach"));
        assertThat(new AuditChainCheck().check(scene.gathered()).holds()).isTrue();
    }

    @Test
    void detectsLostPayment() {
        scene.books = new PaymentLedgerState(100, 1, 0, true);
        assertFinds(new PaymentLedgerCheck(), "100 messages, 1 lost, 0 payments doubled, balanced");
    }

    @Test
    void detectsFailedAndWaitingCalls() {
        scene.lines.add("E a call failed: java.lang.IllegalStateException");
        scene.living = new LiveProcess("process-1", "fleet", "i-1", 3, 3, 15, 3, 1, 2, 0.4);
        assertFinds(
                new CallImpactCheck(),
                "process-1 counts 1 internal errors of the SDK",
                "calls of process-1 waited 2 times",
                "process-1: a call failed: java.lang.IllegalStateException");
    }

    @Test
    void detectsHeapGrowth() {
        scene.memory = new HeapSizes("server-1", 40L << 20, 89L << 20);
        assertFinds(new HeapGrowthCheck(), "server-1 40 MiB, then 89 MiB");
    }
}
