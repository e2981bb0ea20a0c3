// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ControlLatencyBaseline;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/// The evaluator of one guardrail, with its evidence, used while a tick is added or a decision is made.
///
/// Rollback evidence covers the whole rollout, advance evidence one revision. All evidence is a natural
/// logarithm; 0 = no evidence either way.
public sealed interface GuardrailEvaluator
        permits WholeRolloutEvaluator, PerFlagRevisionEvaluator, RollbackOnlyEvaluator {
    /// Returns the name of the check.
    String name();

    /// Returns the weight in the combined rollback evidence.
    double weight();

    /// Returns the action of the guardrail when it is breached.
    GuardrailAction action();

    /// Describes a breach: `more units fail on the candidate than on control`.
    String describeHarm();

    double logRollback();

    double[] rollbackState();

    void restoreRollback(double[] state);

    /// Starts another rollback test beside the running ones, to detect harm that begins late.
    void restart();

    /// Called when a new revision begins and its units are counted anew.
    void onRevisionChange();

    /// Adds a tick of the running revision to the rollback evidence.
    ///
    /// @param share assigned share of the tick's revision
    /// @param baseline control's latency in earlier ticks
    void addRollbackEvidence(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline baseline);

    /// Adds a late tick, of an earlier revision, to the rollback evidence.
    void addLateEvidence(CandidateShare share, EvidenceTick tick);

    /// Adds a tick of the running revision to the advance evidence.
    ///
    /// @param share assigned share of the tick's revision
    /// @param baseline control's latency in earlier ticks
    void addAdvanceEvidence(CandidateShare share, EvidenceTick tick, ControlLatencyBaseline baseline);

    double logAdvance();

    double[] advanceState();

    void restoreAdvance(double[] state);

    /// Whether a step of this exposure requires the guardrail's proof.
    boolean requiresProof(Percent exposure);

    /// Describes what the completed proof shows: `failures < control + 2% of calls`.
    String describeMargin();

    /// Returns why the proof cannot make progress at all, if so.
    Optional<String> findObstacle(RolloutGuardState state);

    /// Returns the advance evidence expected of a candidate as good as control, as a function of its trials
    /// at this step.
    LongToDoubleFunction forecastEvidence(CandidateShare share, RolloutGuardState state);
}
