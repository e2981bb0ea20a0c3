// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.ReplayedIncidentDetection;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.operations.incident.followup.FollowUpCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// A check that the current burn-rate rules would detect the incident, by a replay of its stored minutes.
@Component
class ReplayDetectionFollowUpCheck implements FollowUpCheck {
    private final AlertReplayCoverageService coverages;

    ReplayDetectionFollowUpCheck(AlertReplayCoverageService coverages) {
        this.coverages = coverages;
    }

    @Override
    public FollowUpCriterion.Kind kind() {
        return FollowUpCriterion.Kind.ALERT_RULE;
    }

    @Override
    public Set<String> requiredParameters() {
        return Set.of();
    }

    @Override
    public FollowUpCriterion.FollowUpCheckOutcome evaluate(
            Incident incident, Map<String, String> parameters, Instant now) {
        ReplayedIncidentDetection detection = coverages.evaluate(incident, now);
        ReplayedIncidentDetection.SimulatedAlert alert = detection.alert();
        return switch (detection.state()) {
            case DETECTED ->
                alert == null
                        ? FollowUpCriterion.FollowUpCheckOutcome.unknown(detection.summary())
                        : FollowUpCriterion.FollowUpCheckOutcome.passed("a rule would have alerted "
                                        + alert.delay().toSeconds() + " s after the onset")
                                .withEvidence(
                                        List.of(new FollowUpCriterion.FollowUpEvidenceItem("rule", alert.rule())));
            case MISSED -> FollowUpCriterion.FollowUpCheckOutcome.failed(detection.summary());
            case NO_SIGNAL, GUARD -> FollowUpCriterion.FollowUpCheckOutcome.unknown(detection.summary());
        };
    }
}
