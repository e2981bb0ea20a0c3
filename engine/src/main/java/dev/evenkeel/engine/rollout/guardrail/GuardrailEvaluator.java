// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/// One guardrail with its evidence in hand, while a tick is taken in or a ruling is made.
///
/// Rollback evidence is of the whole rollout, advance evidence of one revision. All evidence is a
/// natural logarithm, 0 when nothing is known.
public sealed interface GuardrailEvaluator permits WholeRolloutEvaluator, PerRevisionEvaluator, RollbackOnlyEvaluator {
    /// Name of the check.
    String name();

    /// Share of the rollback evidence.
    double weight();

    /// What a breach leads to.
    GuardrailAction action();

    /// What a breach means: `more units fail on the candidate than on control`.
    String harm();

    double logRollback();

    double[] rollbackState();

    void restoreRollback(double[] state);

    /// Gives the rollback evidence a fresh start beside the running ones.
    void restart();

    /// Told when units are counted afresh.
    void revisionChanged();

    /// Takes a tick of the running revision into the rollback evidence.
    ///
    /// @param share assigned share of the tick's revision
    /// @param reference control's latency in earlier ticks
    void watch(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline reference);

    /// Takes a late tick, of a revision that is over, into the rollback evidence.
    void watchLate(CandidateShare share, EvidenceTick tick);

    /// Takes a tick of the running revision into the advance evidence.
    ///
    /// @param share assigned share of the tick's revision
    /// @param reference control's latency in earlier ticks
    void gatherProof(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline reference);

    double logAdvance();

    double[] advanceState();

    void restoreAdvance(double[] state);

    /// Whether leaving a step of this exposure takes this proof.
    boolean asksForProof(Percent exposure);

    /// What has been shown once the proof is there: `failures < control + 2 % of calls`.
    String margin();

    /// What keeps the proof from being gathered at all, if anything.
    Optional<String> obstacle(GuardState state);

    /// The advance evidence of a candidate that is as good as control, by number of its trials at this step.
    LongToDoubleFunction forecast(CandidateShare share, GuardState state);
}
