// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.slo;

import dev.evenkeel.engine.slo.BurnRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One alert: a burn rule that was, or is, exceeded.
///
/// @param id grows with each alert
/// @param beganAt end of the first minute in which it fired
/// @param beganBy the numbers that showed it, one sentence
/// @param endedAt null while it fires
/// @param endedBy the numbers that showed its end, one sentence; null while it fires
public record SloAlert(
        long id,
        String slo,
        String service,
        String objective,
        String rule,
        BurnRule.Severity severity,
        Instant beganAt,
        String beganBy,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {
    boolean isOf(String objective, String rule) {
        return this.objective.equals(objective) && this.rule.equals(rule);
    }
}
