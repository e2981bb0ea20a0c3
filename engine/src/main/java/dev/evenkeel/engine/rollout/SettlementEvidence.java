// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.flag.Percent;
import dev.evenkeel.telemetry.MetricName;

/// How many of the candidate's calls turn out later, and have.
///
/// @param opened calls that will be settled
/// @param settled calls that are; at most as many count
record SettlementEvidence(long opened, long settled) {
    static final SettlementEvidence NONE = new SettlementEvidence(0, 0);

    SettlementEvidence plus(VariantEvidence candidate) {
        return new SettlementEvidence(
                opened + candidate.metric(MetricName.SETTLEMENT_OPENED).events(),
                settled + candidate.metric(MetricName.SETTLEMENT_SETTLED).events());
    }

    /* How many more have to settle. */
    private long missing(Percent share) {
        long needed = (opened * share.basisPoints() + Percent.ALL.basisPoints() - 1) / Percent.ALL.basisPoints();
        return Math.max(0, needed - settled);
    }

    /// How the guardrail stands: shown when the share is reached. Nothing else in it is evidence.
    CheckReport report(SettlementGuardrail guardrail) {
        long missing = missing(guardrail.share());
        String counts =
                Words.count(Math.min(settled, opened)) + " of " + Words.count(opened) + " calls opened at this step";
        String words = opened == 0
                ? "no call of the candidate has opened a settlement at this step"
                : counts
                        + (missing == 0
                                ? " have turned out"
                                : ", " + Words.count(missing) + " more make " + guardrail.share());
        Verdict verdict = opened > 0 && missing == 0
                ? new Verdict.Shown(guardrail.name(), words)
                : new Verdict.Healthy(guardrail.name(), words);
        return new CheckReport(verdict, GuardrailAction.HOLD, 0, 0, 0, 0, -1, guardrail.name() + ": " + words);
    }
}
