// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import java.time.Duration;
import java.time.Instant;

/// The two stores of a migration agree, by the word of the service that compares them range by
/// range in passes.
///
/// It is no statistics: a pass covers everything or has not finished, and one mismatch is one too
/// many. What it proves is as good as the service's comparison.
///
/// @param required whether passes are asked for; false says that there is nothing to reconcile
/// @param within how long ago the newest clean pass may have ended; 1 s to 7 days
/// @param action what a mismatch leads to while the rollout runs; whatever it is, nothing goes on
///     without a clean pass
public record ReconciliationGuardrail(boolean required, Duration within, GuardrailAction action) {
    /// For a step of a migration whose plan says nothing.
    public static final ReconciliationGuardrail USUAL =
            new ReconciliationGuardrail(true, Duration.ofMinutes(15), GuardrailAction.ROLL_BACK);

    /// Name of the check.
    public static final String NAME = "reconciliation";

    public boolean isYoung(Instant endedAt, Instant now) {
        return Duration.between(endedAt, now).compareTo(within) <= 0;
    }
}
