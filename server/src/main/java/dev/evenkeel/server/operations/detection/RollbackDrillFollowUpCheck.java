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

/// A check that a flag has a valid rollback drill. A flag without a rollback plan passes the gate but fails
/// this check.
@Component
class RollbackDrillFollowUpCheck implements FollowUpCheck {
    private static final String GATE = "rollback-drill";

    private final FlagChangeGateDryRun gates;

    RollbackDrillFollowUpCheck(FlagChangeGateDryRun gates) {
        this.gates = gates;
    }

    @Override
    public FollowUpCriterion.Kind kind() {
        return FollowUpCriterion.Kind.DRILL;
    }

    @Override
    public Set<String> requiredParameters() {
        return Set.of("flag");
    }

    @Override
    public Set<String> optionalParameters() {
        return Set.of("environment");
    }

    @Override
    public List<String> validate(Map<String, String> parameters) {
        return gates.validate(parameters);
    }

    @Override
    public FollowUpCriterion.FollowUpCheckOutcome evaluate(
            Incident incident, Map<String, String> parameters, Instant now) {
        Optional<GateEvaluation> report = gates.evaluate(parameters, now);
        if (report.isEmpty()) {
            return FollowUpCriterion.FollowUpCheckOutcome.unknown("flag " + parameters.get("flag") + " does not exist");
        }
        return FlagChangeGateDryRun.listResults(report.get(), GATE).stream()
                .findFirst()
                .map(RollbackDrillFollowUpCheck::toOutcome)
                .orElseGet(() -> FollowUpCriterion.FollowUpCheckOutcome.unknown("there is no rollback-drill gate"));
    }

    private static FollowUpCriterion.FollowUpCheckOutcome toOutcome(GateResult result) {
        if (result.verdict() == GateVerdict.UNKNOWN) {
            return FollowUpCriterion.FollowUpCheckOutcome.unknown(result.reason());
        }
        return result.verdict() == GateVerdict.PASS && result.until() != null
                ? FollowUpCriterion.FollowUpCheckOutcome.passed(result.reason())
                        .withEvidence(List.of(new FollowUpCriterion.FollowUpEvidenceItem(
                                "until", result.until().toString())))
                : FollowUpCriterion.FollowUpCheckOutcome.failed(result.reason());
    }
}
