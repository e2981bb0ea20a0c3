// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.util.LinkedHashMap;
import java.util.Map;

/// The strength of the evidence after a tick, in decimal logarithms: 0 = no evidence either way.
///
/// @param rollbackLog10 combined rollback evidence of all guardrails
/// @param checks evidence per guardrail, by name
public record TickEvidenceStrength(double rollbackLog10, Map<String, Check> checks) {
    /// The evidence of one guardrail.
    ///
    /// @param rollbackLog10 rollback evidence
    /// @param advanceLog10 advance evidence
    public record Check(double rollbackLog10, double advanceLog10) {}

    public static TickEvidenceStrength of(GuardDecision decision) {
        Map<String, Check> checks = new LinkedHashMap<>();
        decision.results()
                .forEach(report -> checks.put(
                        report.verdict().check(),
                        new Check(
                                GuardrailStatuses.toLog10(report.logRollback()),
                                GuardrailStatuses.toLog10(report.logAdvance()))));
        return new TickEvidenceStrength(GuardrailStatuses.toLog10(decision.logRollback()), checks);
    }
}
