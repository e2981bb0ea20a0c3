// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.engine.rollout.GuardDecision;
import dev.evenkeel.engine.rollout.guardrail.GuardrailResult;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a rollout stands by its last ruling, for people. Evidence as decimal logarithms: 0 is "nothing known".
///
/// @param rollback all guardrails together
/// @param checks each guardrail
public record GuardrailStatus(RollbackEvidence rollback, List<Check> checks) {
    private static final double LN_10 = Math.log(10);

    /// Combined evidence for rolling back.
    ///
    /// @param log10 the evidence
    /// @param threshold at which the rollout is rolled back
    public record RollbackEvidence(double log10, double threshold) {}

    /// One guardrail.
    ///
    /// @param check its name
    /// @param action what a breach leads to
    /// @param verdict the answer in one word: `HEALTHY`
    /// @param detail the answer in a sentence
    /// @param rollbackLog10 evidence for rolling back
    /// @param advanceLog10 evidence for advancing
    /// @param advanceThreshold at which it counts as shown
    /// @param candidateTrials candidate trials seen at this step; null when it was stored without
    /// @param candidateTrialsNeeded about how many the proof takes in all; -1 for no number, null as above
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
                    word(report.verdict()),
                    report.detail(),
                    log10(report.logRollback()),
                    log10(report.logAdvance()),
                    log10(report.logAdvanceNeeded()),
                    report.candidateTrials(),
                    report.candidateTrialsNeeded());
        }

        /// Whether going on waits for this proof.
        public boolean isMissing() {
            return verdict.equals("HEALTHY") && advanceThreshold > 0;
        }
    }

    public static GuardrailStatus of(GuardDecision ruling) {
        return new GuardrailStatus(
                new RollbackEvidence(log10(ruling.logRollback()), log10(ruling.logRollbackThreshold())),
                ruling.checks().stream().map(Check::of).toList());
    }

    /// Guardrails that only observe and would have acted.
    public List<Check> observedBreaches() {
        return checks.stream()
                .filter(check -> check.action() == GuardrailAction.OBSERVE && isBreached(check.check()))
                .toList();
    }

    public boolean isBreached(String name) {
        return checks.stream()
                .anyMatch(check -> check.check().equals(name) && check.verdict().equals("BREACHED"));
    }

    public static double log10(double natural) {
        return natural / LN_10;
    }

    private static String word(Verdict verdict) {
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
