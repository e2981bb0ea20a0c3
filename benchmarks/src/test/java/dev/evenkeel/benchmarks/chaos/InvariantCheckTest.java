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

/// The violations that each check detects.
class InvariantCheckTest {
    private final CampaignStateFixture state = new CampaignStateFixture();

    @Test
    void allChecksHoldForValidState() {
        assertThat(InvariantCheck.checkAll(state.toCollectedState()))
                .hasSize(10)
                .allSatisfy(finding -> {
                    assertThat(finding.violations()).as(finding.name()).isEmpty();
                    assertThat(finding.measured()).isNotBlank();
                });
    }

    private void assertFinds(InvariantCheck check, String... violations) {
        assertThat(check.check(state.toCollectedState()).violations()).containsExactly(violations);
        assertThat(check.check(state.toCollectedState()).holds()).isFalse();
    }

    @Test
    void detectsUncountedCall() {
        state.batches.put("i-1", new BatchTotals(3, 3, 11, 0));
        assertFinds(new OutcomeCountCheck(), "process-1 recorded 15 calls and lost 3, 11 are counted");
    }

    @Test
    void detectsCallCountedTwice() {
        state.batches.put("i-1", new BatchTotals(3, 3, 13, 0));
        assertFinds(new OutcomeCountCheck(), "process-1 recorded 15 calls and lost 3, 13 are counted");
    }

    @Test
    void detectsMissingAcknowledgedCallsOfKilledProcess() {
        state.batches.remove("i-0");
        assertFinds(
                new OutcomeCountCheck(), "process-1, start 1 had 1 acknowledged and 3 started calls, 0 are counted");
    }

    @Test
    void detectsUnstartedCallsCountedForKilledProcess() {
        state.batches.put("i-0", new BatchTotals(1, 1, 4, 0));
        assertFinds(
                new OutcomeCountCheck(), "process-1, start 1 had 1 acknowledged and 3 started calls, 4 are counted");
    }

    @Test
    void detectsMissingBatch() {
        state.batches.put("i-1", new BatchTotals(2, 3, 12, 0));
        assertFinds(new OutcomeCountCheck(), "2 batches of i-1, whose last one is number 3");
    }

    @Test
    void detectsMissingTick() {
        state.badTicks = new TickTotals(1, 2, 5);
        assertFinds(new TickCompletenessCheck(), "r-bad of ranking has 1 ticks, the last is number 2");
    }

    @Test
    void detectsWrongTickSum() {
        state.badTicks = new TickTotals(2, 2, 4);
        assertFinds(new TickCompletenessCheck(), "r-bad of ranking counts 5 calls, its ticks 4");
    }

    @Test
    void detectsTicksWithTooManyCalls() {
        state.badCalls = 6;
        state.badTicks = new TickTotals(2, 2, 6);
        assertFinds(new TickCompletenessCheck(), "r-bad of ranking has 6 calls in ticks, journals contain 4 to 5");
    }

    @Test
    void detectsTicksWithTooFewCalls() {
        state.badCalls = 3;
        state.badTicks = new TickTotals(2, 2, 3);
        assertFinds(new TickCompletenessCheck(), "r-bad of ranking has 3 calls in ticks, journals contain 4 to 5");
    }

    @Test
    void detectsCallsWithUnknownExposure() {
        state.batches.put("i-1", new BatchTotals(3, 3, 12, 2));
        assertFinds(new TickCompletenessCheck(), "2 calls belong to no known exposure");
    }

    @Test
    void detectsReplayDifference() {
        state.replay = List.of("tick 2, state: was a, now b");
        assertFinds(new DecisionReplayCheck(), "r-bad of ranking: tick 2, state: was a, now b");
    }

    @Test
    void detectsProcessWithOutdatedRevision() {
        state.liveProcess = new LiveProcess("process-1", "fleet", "i-1", 2, 3, 15, 3, 0, 0, 0.4);
        assertFinds(new FlagRevisionCheck(), "process-1 is at revision 2 and has acknowledged 3, the last one is 3");
    }

    @Test
    void detectsProcessWithUnacknowledgedRevision() {
        state.liveProcess = new LiveProcess("process-1", "fleet", "i-1", 3, 2, 15, 3, 0, 0, 0.4);
        assertFinds(new FlagRevisionCheck(), "process-1 is at revision 3 and has acknowledged 2, the last one is 3");
    }

    @Test
    void detectsProcessThatReturnedToOlderRevision() {
        state.killedProcessLines.addAll(List.of("R 2", "R 1"));
        state.lines.add("E returned from revision 3 to 2");
        assertFinds(
                new FlagRevisionCheck(),
                "process-1, start 1 returned from revision 2 to 1",
                "process-1 returned from revision 3 to 2");
    }

    @Test
    void detectsExposureAbovePlan() {
        state.exposures.put(3L, new ExposureStep(1, 5_001));
        assertFinds(
                new ExposureLimitCheck(), "r-bad of ranking had 5001 basis points at revision 3, its plan has 5000");
    }

    @Test
    void detectsSkippedStep() {
        state.decisions.add(1, new Decision(2, "ADVANCE", 0, 2, 5_001, 3, 2, "shown"));
        assertFinds(new ExposureLimitCheck(), "r-bad of ranking went from step 0 to 2");
    }

    @Test
    void detectsExposureThatDiffersFromTheSetOne() {
        state.exposures.put(2L, new ExposureStep(0, 900));
        assertThat(new ExposureLimitCheck().check(state.toCollectedState()).violations())
                .containsOnly("process-1 had 1000 basis points of rollout r-bad at revision 2, where 900 were set");
    }

    @Test
    void detectsExposureThatWasNotSet() {
        state.exposures.remove(2L);
        assertThat(new ExposureLimitCheck().check(state.toCollectedState()).violations())
                .containsOnly("process-1 had 1000 basis points of rollout r-bad at revision 2, where nothing was set");
    }

    @Test
    void detectsCandidateCallWithoutRollout() {
        state.lines.add("C  0 0 new");
        assertFinds(new ExposureLimitCheck(), "process-1, 1 candidate calls without a rollout");
    }

    @Test
    void detectsCandidateCallAfterRollbackArrived() {
        state.lines.set(8, "C r-bad 2 1000 new");
        assertFinds(
                new ExposureLimitCheck(),
                "process-1, 1 candidate calls of rollout r-bad at revision 3, although revision 3 is a rollback");
    }

    @Test
    void detectsImprobablyManyCandidateCalls() {
        state.lines.addAll(4, Collections.nCopies(15, "C r-bad 2 1000 new"));
        assertFinds(
                new ExposureLimitCheck(),
                "process-1 gave the candidate 16 of 19 calls of rollout r-bad at 1000 basis points");
    }

    @Test
    void detectsCompletedRolloutOfBadCandidate() {
        state.badStatus = "COMPLETED";
        assertThat(new RolloutOutcomeCheck().check(state.toCollectedState()).violations())
                .contains(
                        "r-bad of ranking, a bad candidate, is COMPLETED; ROLL_BACK: more units fail on the candidate");
    }

    @Test
    void detectsRollbackOfGoodCandidate() {
        state.goodStatus = "ROLLED_BACK";
        assertThat(new RolloutOutcomeCheck().check(state.toCollectedState()).violations())
                .contains("r-good of payment-core, a good candidate, is ROLLED_BACK; COMPLETE: everything is shown");
    }

    @Test
    void detectsWrongOutcomesOfBothCandidates() {
        state.goodStatus = "ROLLED_BACK";
        state.badStatus = "COMPLETED";
        assertFinds(
                new RolloutOutcomeCheck(),
                "r-bad of ranking, a bad candidate, is COMPLETED; ROLL_BACK: more units fail on the candidate",
                "r-good of payment-core, a good candidate, is ROLLED_BACK; COMPLETE: everything is shown");
    }

    @Test
    void reportsTooFewFinishedRollouts() {
        state.badStatus = "RUNNING";
        assertThat(new RolloutOutcomeCheck().check(state.toCollectedState()).violations())
                .contains("too few rollouts: 1 complete, 0 rolled back");
    }

    @Test
    void detectsBrokenAuditChain() {
        state.audit = new AuditVerification(false, 4, "Entry 5 was changed after it was written.");
        assertFinds(new AuditChainCheck(), "the audit chain is broken: Entry 5 was changed after it was written.");
    }

    @Test
    void detectsMissingRevision() {
        state.fleet = new Environment(List.of(1L, 2L, 4L), 3);
        assertThat(new AuditChainCheck().check(state.toCollectedState()).violations())
                .contains("fleet has revision 4 at position 3");
    }

    @Test
    void detectsUnauditedRevision() {
        state.fleet = new Environment(List.of(1L, 2L, 3L), 2);
        assertFinds(new AuditChainCheck(), "fleet has 3 revisions, the audit log records 2");
    }

    @Test
    void detectsDecisionGap() {
        state.decisions.set(1, new Decision(3, "ROLL_BACK", 0, 0, 0, 3, 2, "more units fail"));
        assertFinds(new AuditChainCheck(), "r-bad of ranking has decision 3 at position 2");
    }

    @Test
    void detectsReusedRevision() {
        state.decisions.set(1, new Decision(2, "ROLL_BACK", 0, 0, 0, 2, 2, "more units fail"));
        assertFinds(new AuditChainCheck(), "r-bad of ranking, decision 2: revision 2 is missing or not unique");
    }

    @Test
    void detectsSecondDecisionOnTick() {
        state.decisions.set(1, new Decision(2, "ROLL_BACK", 0, 0, 0, 3, 1, "more units fail"));
        assertFinds(new AuditChainCheck(), "r-bad of ranking, decision 2: another was made on tick 1");
    }

    @Test
    void allowsSecondDecisionOnTickForMissingData() {
        state.decisions.set(1, new Decision(2, "ROLL_BACK", 0, 0, 0, 3, 1, "missing data, no breach"));
        assertThat(new AuditChainCheck().check(state.toCollectedState()).holds())
                .isTrue();
    }

    @Test
    void detectsLostPayment() {
        state.paymentLedger = new PaymentLedgerState(100, 1, 0, true);
        assertFinds(new PaymentLedgerCheck(), "100 messages, 1 lost, 0 payments doubled, balanced");
    }

    @Test
    void detectsFailedCall() {
        state.lines.add("E a call failed: java.lang.IllegalStateException");
        assertFinds(new CallImpactCheck(), "process-1: a call failed: java.lang.IllegalStateException");
    }

    @Test
    void detectsInternalErrorsAndWaitingCalls() {
        state.liveProcess = new LiveProcess("process-1", "fleet", "i-1", 3, 3, 15, 3, 1, 2, 0.4);
        assertFinds(
                new CallImpactCheck(),
                "process-1 counts 1 internal errors of the SDK",
                "calls of process-1 waited 2 times");
    }

    @Test
    void detectsHeapGrowth() {
        state.heapSizes = new HeapSizes("server-1", 40L << 20, 89L << 20);
        assertFinds(new HeapGrowthCheck(), "server-1 40 MiB, then 89 MiB");
    }
}
