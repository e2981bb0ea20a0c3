// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The evidence about one exposure of a rollout from one batch or one metric source, without duplicate batches
/// and units.
///
/// @param id order of arrival
/// @param rollout id of the rollout
/// @param revision flag revision under which the calls were evaluated
/// @param receivedAt when the batch arrived
/// @param firstFailureAt when the earliest candidate call ended that was the first of its unit to fail, or to
///     have an event of a metric, by the server's clock; null when there was none
/// @param overflow failed units and trials that were not counted because a limit was reached
/// @param control outcomes of control
/// @param candidate outcomes of the candidate
public record RolloutEvidenceEntry(
        long id,
        String rollout,
        long revision,
        Instant receivedAt,
        @Nullable Instant firstFailureAt,
        long overflow,
        VariantCounts control,
        VariantCounts candidate) {
    /// Whether it is from an SDK process; evidence from a metric source has no calls.
    public boolean isFromSdk() {
        return control.calls() + candidate.calls() > 0;
    }

    /// Whether it contains units, of calls or delayed outcomes; evidence from a metric source has none.
    boolean hasUnits() {
        return isFromSdk() || control.failedUnits() + candidate.failedUnits() > 0;
    }
}
