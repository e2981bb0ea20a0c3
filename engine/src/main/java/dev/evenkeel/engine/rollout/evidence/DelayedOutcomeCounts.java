// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.telemetry.MetricNames;

/// Counts of the candidate's calls with delayed outcomes.
///
/// @param opened calls whose outcome is reported later
/// @param settled calls whose outcome was reported; capped at `opened`
public record DelayedOutcomeCounts(long opened, long settled) {
    static final DelayedOutcomeCounts NONE = new DelayedOutcomeCounts(0, 0);

    DelayedOutcomeCounts plus(VariantTickEvidence candidate) {
        return new DelayedOutcomeCounts(
                opened + candidate.metric(MetricNames.SETTLEMENT_OPENED).events(),
                settled + candidate.metric(MetricNames.SETTLEMENT_SETTLED).events());
    }

    /// Returns how many more calls must settle to reach a share of those opened.
    public long missingFor(Percent share) {
        long needed = (opened * share.basisPoints() + Percent.ALL.basisPoints() - 1) / Percent.ALL.basisPoints();
        return Math.max(0, needed - settled);
    }
}
