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

/// A dry run of the gates of a flag, for follow-up checks. Thread-safe.
@Component
class FlagChangeGateDryRun {
    private final GateEvaluationService gates;
    private final GatePolicyQueries policies;
    private final FlagService flags;

    FlagChangeGateDryRun(GateEvaluationService gates, GatePolicyQueries policies, FlagService flags) {
        this.gates = gates;
        this.policies = policies;
        this.flags = flags;
    }

    /// Returns the environment that a check names; the default is `default`.
    static String environmentOf(Map<String, String> parameters) {
        return parameters.getOrDefault("environment", "default");
    }

    /// Returns the names of all gates.
    List<String> listGateNames() {
        return policies.listGateNames();
    }

    /// Validates the flag that a check names. Returns the errors; empty when the flag exists.
    List<String> validate(Map<String, String> parameters) {
        return isThere(parameters)
                ? List.of()
                : List.of(
                        "environment " + environmentOf(parameters) + " has no flag \"" + parameters.get("flag") + "\"");
    }

    /// Evaluates all gates for a change of the flag that would start now; empty when the flag does not exist.
    Optional<GateEvaluation> evaluate(Map<String, String> parameters, Instant now) {
        return isThere(parameters)
                ? Optional.of(gates.evaluate(
                        new GateContext(
                                environmentOf(parameters),
                                parameters.getOrDefault("flag", ""),
                                null,
                                null,
                                GateContext.NORMAL,
                                ""),
                        now))
                : Optional.empty();
    }

    /// Returns the results of one gate.
    static List<GateResult> listResults(GateEvaluation evaluation, String gate) {
        return evaluation.entries().stream()
                .map(GateEvaluation.EvaluatedGate::result)
                .filter(result -> result.gate().equals(gate))
                .toList();
    }

    private boolean isThere(Map<String, String> parameters) {
        return flags.findLatest(environmentOf(parameters))
                .filter(snapshot -> snapshot.hasFlag(parameters.getOrDefault("flag", "")))
                .isPresent();
    }
}
