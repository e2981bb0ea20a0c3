// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.telemetry.MetricNames;

/// How many of the candidate's calls turn out later, and have.
///
/// @param opened calls that will be settled
/// @param settled calls that are; at most as many count
public record SettlementEvidence(long opened, long settled) {
    static final SettlementEvidence NONE = new SettlementEvidence(0, 0);

    SettlementEvidence plus(VariantEvidence candidate) {
        return new SettlementEvidence(
                opened + candidate.metric(MetricNames.SETTLEMENT_OPENED).events(),
                settled + candidate.metric(MetricNames.SETTLEMENT_SETTLED).events());
    }

    /// How many more have to settle for a share of those opened.
    public long missing(Percent share) {
        long needed = (opened * share.basisPoints() + Percent.ALL.basisPoints() - 1) / Percent.ALL.basisPoints();
        return Math.max(0, needed - settled);
    }
}
