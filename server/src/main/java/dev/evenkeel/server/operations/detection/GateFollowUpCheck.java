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

/// A gate, or every gate that is required, lets a change of a flag pass.
@Component
class GateFollowUpCheck implements FollowUpCheck {
    private final FlagGateDryRun gates;

    GateFollowUpCheck(FlagGateDryRun gates) {
        this.gates = gates;
    }

    @Override
    public FollowUpCriterion.Kind kind() {
        return FollowUpCriterion.Kind.GATE;
    }

    @Override
    public Set<String> required() {
        return Set.of("flag");
    }

    @Override
    public Set<String> optional() {
        return Set.of("environment", "gate");
    }

    @Override
    public List<String> faults(Map<String, String> of) {
        List<String> faults = new ArrayList<>(gates.faults(of));
        String gate = of.get("gate");
        if (gate != null && !gates.names().contains(gate)) {
            faults.add("gate must be one of " + gates.names() + ", got \"" + gate + "\"");
        }
        return faults;
    }

    @Override
    public FollowUpCriterion.Outcome look(Incident incident, Map<String, String> of, Instant now) {
        Optional<GateEvaluation> report = gates.report(of, now);
        if (report.isEmpty()) {
            return FollowUpCriterion.Outcome.unknown("flag " + of.get("flag") + " is gone");
        }
        String gate = of.get("gate");
        List<GateResult> asked = gate == null
                ? report.get().entries().stream()
                        .filter(GateEvaluation.EvaluatedGate::required)
                        .map(GateEvaluation.EvaluatedGate::answer)
                        .toList()
                : FlagGateDryRun.of(report.get(), gate);
        List<FollowUpCriterion.Evidence> evidence = asked.stream()
                .map(answer -> new FollowUpCriterion.Evidence(answer.gate(), answer.verdict() + ": " + answer.reason()))
                .toList();
        return outcome(asked).by(evidence);
    }

    private static FollowUpCriterion.Outcome outcome(List<GateResult> asked) {
        String denied = words(asked, GateVerdict.DENY);
        if (!denied.isEmpty()) {
            return FollowUpCriterion.Outcome.fails(denied);
        }
        String unknown = words(asked, GateVerdict.UNKNOWN);
        if (!unknown.isEmpty() || asked.isEmpty()) {
            return FollowUpCriterion.Outcome.unknown(asked.isEmpty() ? "no gate is required there" : unknown);
        }
        return FollowUpCriterion.Outcome.holds(words(asked, GateVerdict.PASS));
    }

    private static String words(List<GateResult> asked, GateVerdict verdict) {
        return asked.stream()
                .filter(answer -> answer.verdict() == verdict)
                .map(GateResult::words)
                .collect(Collectors.joining("; "));
    }
}
