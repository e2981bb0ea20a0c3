// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.engine.incident.FollowUpCriterion;
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
class RollbackDrillFollowUpCheck implements FollowUpCheck {
    private static final String GATE = "drill";

    private final FlagGateDryRun gates;

    RollbackDrillFollowUpCheck(FlagGateDryRun gates) {
        this.gates = gates;
    }

    @Override
    public FollowUpCriterion.Kind kind() {
        return FollowUpCriterion.Kind.DRILL;
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
    public FollowUpCriterion.Outcome look(Incident incident, Map<String, String> of, Instant now) {
        Optional<GateEvaluation> report = gates.report(of, now);
        if (report.isEmpty()) {
            return FollowUpCriterion.Outcome.unknown("flag " + of.get("flag") + " is gone");
        }
        return FlagGateDryRun.of(report.get(), GATE).stream()
                .findFirst()
                .map(RollbackDrillFollowUpCheck::outcome)
                .orElseGet(() -> FollowUpCriterion.Outcome.unknown("there is no gate for drills"));
    }

    private static FollowUpCriterion.Outcome outcome(GateResult answer) {
        if (answer.verdict() == GateVerdict.UNKNOWN) {
            return FollowUpCriterion.Outcome.unknown(answer.reason());
        }
        return answer.verdict() == GateVerdict.PASS && answer.until() != null
                ? FollowUpCriterion.Outcome.holds(answer.reason())
                        .by(List.of(new FollowUpCriterion.Evidence(
                                "until", answer.until().toString())))
                : FollowUpCriterion.Outcome.fails(answer.reason());
    }
}
