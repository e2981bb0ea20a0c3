// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.BurnAlertRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One alert: a burn rule that was, or is, exceeded.
///
/// @param id grows with each alert
/// @param beganAt end of the first minute in which it fired
/// @param noticedAt when the server found it: later than beganAt by what its source is behind
/// @param beganBy the numbers that showed it, one sentence
/// @param endedAt null while it fires
/// @param endedBy the numbers that showed its end, one sentence; null while it fires
/// @param opens whether it opens an incident
public record SloAlert(
        long id,
        String slo,
        String service,
        String objective,
        String rule,
        BurnAlertRule.Severity severity,
        Instant beganAt,
        String beganBy,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        boolean opens,
        Instant noticedAt) {
    /* Ends that nobody saw in the numbers. */
    static final String RULE_GONE = "Its rule or objective is gone.";
    static final String SLO_GONE = "The SLO is gone.";

    /// Whether it ended because its numbers did, and not because nobody looks at them any more.
    public boolean seenToEnd() {
        return endedBy != null && !endedBy.equals(RULE_GONE) && !endedBy.equals(SLO_GONE);
    }

    boolean isOf(String objective, String rule) {
        return this.objective.equals(objective) && this.rule.equals(rule);
    }
}
