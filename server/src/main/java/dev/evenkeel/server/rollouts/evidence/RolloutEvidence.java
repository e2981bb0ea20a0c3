// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one batch, or a source of counters, told about one exposure of a rollout. Repeated batches and
/// repeated units are not in it.
///
/// @param id order of arrival
/// @param rollout id of the rollout
/// @param revision flag revision under which the calls were evaluated
/// @param receivedAt when the batch was received
/// @param failedFrom when the earliest candidate call had ended that failed, or had an event of a
///     metric, for the first time of its unit, by the server's clock; null when none
/// @param overflow failed units and trials that were not counted because a cap was reached
/// @param control what control did
/// @param candidate what the candidate did
public record RolloutEvidence(
        long id,
        String rollout,
        long revision,
        Instant receivedAt,
        @Nullable Instant failedFrom,
        long overflow,
        VariantCounts control,
        VariantCounts candidate) {
    /// Whether an SDK process told it. What a source of counters tells has no calls.
    public boolean isOfCalls() {
        return control.calls() + candidate.calls() > 0;
    }

    /// Whether it names units, of calls or of late outcomes. What a source of counters tells has none.
    boolean isOfUnits() {
        return isOfCalls() || control.failedUnits() + candidate.failedUnits() > 0;
    }
}
