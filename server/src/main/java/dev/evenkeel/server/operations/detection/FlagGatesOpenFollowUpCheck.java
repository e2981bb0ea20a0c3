// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.operations.incident.followup.FollowUpCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// A check that one gate, or all required gates, allow a change of a flag.
@Component
class FlagGatesOpenFollowUpCheck implements FollowUpCheck {
    private final FlagChangeGateDryRun gates;

    FlagGatesOpenFollowUpCheck(FlagChangeGateDryRun gates) {
        this.gates = gates;
    }

    @Override
    public FollowUpCriterion.Kind kind() {
        return FollowUpCriterion.Kind.GATE;
    }

    @Override
    public Set<String> requiredParameters() {
        return Set.of("flag");
    }

    @Override
    public Set<String> optionalParameters() {
        return Set.of("environment", "gate");
    }

    @Override
    public List<String> validate(Map<String, String> parameters) {
        List<String> faults = new ArrayList<>(gates.validate(parameters));
        String gate = parameters.get("gate");
        if (gate != null && !gates.listGateNames().contains(gate)) {
            faults.add("gate must be one of " + gates.listGateNames() + ", got \"" + gate + "\"");
        }
        return faults;
    }

    @Override
    public FollowUpCriterion.FollowUpCheckOutcome evaluate(
            Incident incident, Map<String, String> parameters, Instant now) {
        Optional<GateEvaluation> report = gates.evaluate(parameters, now);
        if (report.isEmpty()) {
            return FollowUpCriterion.FollowUpCheckOutcome.unknown("flag " + parameters.get("flag") + " does not exist");
        }
        String gate = parameters.get("gate");
        List<GateResult> asked = gate == null
                ? report.get().entries().stream()
                        .filter(GateEvaluation.EvaluatedGate::required)
                        .map(GateEvaluation.EvaluatedGate::result)
                        .toList()
                : FlagChangeGateDryRun.listResults(report.get(), gate);
        List<FollowUpCriterion.FollowUpEvidenceItem> evidence = asked.stream()
                .map(result -> new FollowUpCriterion.FollowUpEvidenceItem(
                        result.gate(), result.verdict() + ": " + result.reason()))
                .toList();
        return toOutcome(asked).withEvidence(evidence);
    }

    private static FollowUpCriterion.FollowUpCheckOutcome toOutcome(List<GateResult> asked) {
        String denied = describe(asked, GateVerdict.DENY);
        if (!denied.isEmpty()) {
            return FollowUpCriterion.FollowUpCheckOutcome.failed(denied);
        }
        String unknown = describe(asked, GateVerdict.UNKNOWN);
        if (!unknown.isEmpty() || asked.isEmpty()) {
            return FollowUpCriterion.FollowUpCheckOutcome.unknown(
                    asked.isEmpty() ? "the environment requires no gates" : unknown);
        }
        return FollowUpCriterion.FollowUpCheckOutcome.passed(describe(asked, GateVerdict.PASS));
    }

    private static String describe(List<GateResult> asked, GateVerdict verdict) {
        return asked.stream()
                .filter(result -> result.verdict() == verdict)
                .map(GateResult::describe)
                .collect(Collectors.joining("; "));
    }
}
