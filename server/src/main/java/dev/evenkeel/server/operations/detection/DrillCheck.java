// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.engine.gate.GateReport;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.engine.incident.Check;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.operations.incident.followup.FollowUpCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The rollback of a flag was rehearsed, and that counts still. A flag without a rollback plan passes its gate,
/// and fails here.
@Component
class DrillCheck implements FollowUpCheck {
    private static final String GATE = "drill";

    private final FlagGates gates;

    DrillCheck(FlagGates gates) {
        this.gates = gates;
    }

    @Override
    public Check.Kind kind() {
        return Check.Kind.DRILL;
    }

    @Override
    public Set<String> required() {
        return Set.of("flag");
    }

    @Override
    public Set<String> optional() {
        return Set.of("environment");
    }

    @Override
    public List<String> faults(Map<String, String> of) {
        return gates.faults(of);
    }

    @Override
    public Check.Outcome look(Incident incident, Map<String, String> of, Instant now) {
        Optional<GateReport> report = gates.report(of, now);
        if (report.isEmpty()) {
            return Check.Outcome.unknown("flag " + of.get("flag") + " is gone");
        }
        return FlagGates.of(report.get(), GATE).stream()
                .findFirst()
                .map(DrillCheck::outcome)
                .orElseGet(() -> Check.Outcome.unknown("there is no gate for drills"));
    }

    private static Check.Outcome outcome(GateAnswer answer) {
        if (answer.verdict() == GateVerdict.UNKNOWN) {
            return Check.Outcome.unknown(answer.reason());
        }
        return answer.verdict() == GateVerdict.PASS && answer.until() != null
                ? Check.Outcome.holds(answer.reason())
                        .by(List.of(new Check.Evidence("until", answer.until().toString())))
                : Check.Outcome.fails(answer.reason());
    }
}
