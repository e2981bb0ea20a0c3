// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.engine.rollout.GuardDecision;
import java.util.LinkedHashMap;
import java.util.Map;

/// How strong the evidence was after a tick, as decimal logarithms: 0 is "nothing known".
///
/// @param rollbackLog10 evidence for rolling back, of all guardrails together
/// @param checks each guardrail by its name
public record TickEvidenceSummary(double rollbackLog10, Map<String, Check> checks) {
    /// One guardrail.
    ///
    /// @param rollbackLog10 evidence for rolling back
    /// @param advanceLog10 evidence for advancing
    public record Check(double rollbackLog10, double advanceLog10) {}

    public static TickEvidenceSummary of(GuardDecision ruling) {
        Map<String, Check> checks = new LinkedHashMap<>();
        ruling.checks()
                .forEach(report -> checks.put(
                        report.verdict().check(),
                        new Check(
                                GuardrailStatus.log10(report.logRollback()),
                                GuardrailStatus.log10(report.logAdvance()))));
        return new TickEvidenceSummary(GuardrailStatus.log10(ruling.logRollback()), checks);
    }
}
