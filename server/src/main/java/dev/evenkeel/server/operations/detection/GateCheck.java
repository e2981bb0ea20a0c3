// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.engine.gate.GateReport;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.engine.incident.Check;
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
class GateCheck implements FollowUpCheck {
    private final FlagGates gates;

    GateCheck(FlagGates gates) {
        this.gates = gates;
    }

    @Override
    public Check.Kind kind() {
        return Check.Kind.GATE;
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
    public Check.Outcome look(Incident incident, Map<String, String> of, Instant now) {
        Optional<GateReport> report = gates.report(of, now);
        if (report.isEmpty()) {
            return Check.Outcome.unknown("flag " + of.get("flag") + " is gone");
        }
        String gate = of.get("gate");
        List<GateAnswer> asked = gate == null
                ? report.get().entries().stream()
                        .filter(GateReport.Entry::required)
                        .map(GateReport.Entry::answer)
                        .toList()
                : FlagGates.of(report.get(), gate);
        List<Check.Evidence> evidence = asked.stream()
                .map(answer -> new Check.Evidence(answer.gate(), answer.verdict() + ": " + answer.reason()))
                .toList();
        return outcome(asked).by(evidence);
    }

    private static Check.Outcome outcome(List<GateAnswer> asked) {
        String denied = words(asked, GateVerdict.DENY);
        if (!denied.isEmpty()) {
            return Check.Outcome.fails(denied);
        }
        String unknown = words(asked, GateVerdict.UNKNOWN);
        if (!unknown.isEmpty() || asked.isEmpty()) {
            return Check.Outcome.unknown(asked.isEmpty() ? "no gate is required there" : unknown);
        }
        return Check.Outcome.holds(words(asked, GateVerdict.PASS));
    }

    private static String words(List<GateAnswer> asked, GateVerdict verdict) {
        return asked.stream()
                .filter(answer -> answer.verdict() == verdict)
                .map(GateAnswer::words)
                .collect(Collectors.joining("; "));
    }
}
