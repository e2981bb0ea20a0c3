// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;

/// A guardrail that requires the two stores of a migration to agree, as reported by the service, which
/// compares them range by range in reconciliation passes.
///
/// It is not statistical: a pass counts only when it has covered everything, and a single mismatch is a
/// breach. The result is as good as the service's comparison.
///
/// @param required whether passes are required; false declares that there is nothing to reconcile
/// @param within maximum age of the newest clean pass; 1 s to 7 days
/// @param action action on a mismatch while the rollout runs; with any action, the rollout does not advance
///     without a clean pass
public record ReconciliationGuardrail(
        @JsonProperty(defaultValue = "true") boolean required,
        @JsonProperty(defaultValue = "PT15M") Duration within,
        @JsonProperty(defaultValue = "ROLL_BACK") GuardrailAction action) {
    /// Default for a step of a migration whose plan does not specify it.
    public static final ReconciliationGuardrail DEFAULT =
            new ReconciliationGuardrail(true, Duration.ofMinutes(15), GuardrailAction.ROLL_BACK);

    /// Name of the check.
    public static final String NAME = "reconciliation";

    public boolean isRecent(Instant endedAt, Instant now) {
        return Duration.between(endedAt, now).compareTo(within) <= 0;
    }
}
