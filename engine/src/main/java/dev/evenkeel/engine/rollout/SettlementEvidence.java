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

    /// How many more have to settle for a share.
    long missing(Percent share) {
        long needed = (opened * share.basisPoints() + Percent.ALL.basisPoints() - 1) / Percent.ALL.basisPoints();
        return Math.max(0, needed - settled);
    }

    /// Why a share is not reached; empty when it is.
    String missingWords(Percent share) {
        if (opened == 0) {
            return "settled: no call of the candidate has opened a settlement at this step";
        }
        return missing(share) == 0
                ? ""
                : "settled: " + Words.count(Math.min(settled, opened)) + " of " + Words.count(opened)
                        + " calls opened at this step, " + Words.count(missing(share)) + " more make " + share;
    }
}
