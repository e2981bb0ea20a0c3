// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.gates.evaluation.GateEvaluationService;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.gates.gate.GatePolicyQueries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Asks gates for checks of follow-ups, as a dry run does. Thread-safe.
@Component
class FlagGateDryRun {
    private final GateEvaluationService gates;
    private final GatePolicyQueries policies;
    private final FlagService flags;

    FlagGateDryRun(GateEvaluationService gates, GatePolicyQueries policies, FlagService flags) {
        this.gates = gates;
        this.policies = policies;
        this.flags = flags;
    }

    /// The environment that a check names, or the usual one.
    static String environment(Map<String, String> of) {
        return of.getOrDefault("environment", "default");
    }

    /// Names of all gates.
    List<String> names() {
        return policies.gates();
    }

    /// What is wrong with the flag that a check names; empty when nothing is.
    List<String> faults(Map<String, String> of) {
        return isThere(of)
                ? List.of()
                : List.of("environment " + environment(of) + " has no flag \"" + of.get("flag") + "\"");
    }

    /// What all gates say of a change of the flag that would start now; empty when there is no such flag.
    Optional<GateEvaluation> report(Map<String, String> of, Instant now) {
        return isThere(of)
                ? Optional.of(gates.report(
                        new GateContext(
                                environment(of), of.getOrDefault("flag", ""), null, null, GateContext.NORMAL, ""),
                        now))
                : Optional.empty();
    }

    /// The answers of one gate.
    static List<GateResult> of(GateEvaluation report, String gate) {
        return report.entries().stream()
                .map(GateEvaluation.EvaluatedGate::answer)
                .filter(answer -> answer.gate().equals(gate))
                .toList();
    }

    private boolean isThere(Map<String, String> of) {
        return flags.findLatest(environment(of))
                .filter(snapshot -> snapshot.hasFlag(of.getOrDefault("flag", "")))
                .isPresent();
    }
}
