// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.engine.rollout.guardrail.GuardrailResult;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The status of a rollout's guardrails after the last evaluation, for display. Evidence is in decimal
/// logarithms: 0 = no evidence either way.
///
/// @param rollback combined evidence of all guardrails
/// @param checks one per guardrail
public record GuardrailStatuses(CombinedRollbackEvidence rollback, List<Check> checks) {
    private static final double LN_10 = Math.log(10);

    /// The combined rollback evidence.
    ///
    /// @param log10 evidence
    /// @param threshold value from which the rollout is rolled back
    public record CombinedRollbackEvidence(double log10, double threshold) {}

    /// The status of one guardrail.
    ///
    /// @param check name of the guardrail
    /// @param action consequence of a breach
    /// @param verdict verdict as a constant, such as `HEALTHY`
    /// @param detail verdict as a sentence
    /// @param rollbackLog10 rollback evidence
    /// @param advanceLog10 advance evidence
    /// @param advanceThreshold value from which the proof is complete; 0 when none is required
    /// @param candidateTrials candidate trials seen at this step; null when not stored
    /// @param candidateTrialsNeeded estimated total needed for the proof; -1 when it cannot be estimated, null
    ///     when not stored
    public record Check(
            String check,
            GuardrailAction action,
            String verdict,
            String detail,
            double rollbackLog10,
            double advanceLog10,
            double advanceThreshold,
            @Nullable Long candidateTrials,
            @Nullable Long candidateTrialsNeeded) {
        static Check of(GuardrailResult report) {
            return new Check(
                    report.verdict().check(),
                    report.action(),
                    format(report.verdict()),
                    report.detail(),
                    toLog10(report.logRollback()),
                    toLog10(report.logAdvance()),
                    toLog10(report.logAdvanceNeeded()),
                    report.candidateTrials(),
                    report.candidateTrialsNeeded());
        }

        /// Whether the rollout needs this proof to advance and does not have it.
        public boolean isMissing() {
            return verdict.equals("HEALTHY") && advanceThreshold > 0;
        }
    }

    public static GuardrailStatuses of(GuardDecision decision) {
        return new GuardrailStatuses(
                new CombinedRollbackEvidence(toLog10(decision.logRollback()), toLog10(decision.logRollbackThreshold())),
                decision.results().stream().map(Check::of).toList());
    }

    /// Returns the breached guardrails with the action `OBSERVE`.
    public List<Check> observedBreaches() {
        return checks.stream()
                .filter(check -> check.action() == GuardrailAction.OBSERVE && isBreached(check.check()))
                .toList();
    }

    public boolean isBreached(String name) {
        return checks.stream()
                .anyMatch(check -> check.check().equals(name) && check.verdict().equals("BREACHED"));
    }

    public static double toLog10(double natural) {
        return natural / LN_10;
    }

    private static String format(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Shown ignored -> "SHOWN";
            case Verdict.Healthy ignored -> "HEALTHY";
            case Verdict.Breached ignored -> "BREACHED";
            case Verdict.Inconclusive ignored -> "INCONCLUSIVE";
            case Verdict.NoData ignored -> "NO_DATA";
            case Verdict.SourceFailed ignored -> "SOURCE_FAILED";
            case Verdict.NotComparable ignored -> "NOT_COMPARABLE";
        };
    }
}
