// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.BurnAlertRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A burn alert: a burn-rate rule that was, or is, exceeded.
///
/// @param id sequence number, increasing
/// @param startedAt end of the first minute in which the alert fired
/// @param detectedAt when the server detected it: later than `startedAt` by the delay of the source
/// @param startEvidence measured values at the start, one sentence
/// @param endedAt null while it fires
/// @param endEvidence measured values at the end, one sentence; null while it fires
/// @param opensIncident whether the alert opens an incident
public record SloAlert(
        long id,
        String slo,
        String service,
        String objective,
        String rule,
        BurnAlertRule.Severity severity,
        Instant startedAt,
        String startEvidence,
        @Nullable Instant endedAt,
        @Nullable String endEvidence,
        boolean opensIncident,
        Instant detectedAt) {
    /* Ends that were not measured. */
    static final String RULE_GONE = "The rule or its objective was deleted.";
    static final String SLO_GONE = "The SLO was deleted.";

    /// Returns whether the burn rate fell below the limit; false if the alert ended because it is no longer
    /// evaluated.
    public boolean hasRecovered() {
        return endEvidence != null && !endEvidence.equals(RULE_GONE) && !endEvidence.equals(SLO_GONE);
    }

    boolean isOf(String objective, String rule) {
        return this.objective.equals(objective) && this.rule.equals(rule);
    }
}
