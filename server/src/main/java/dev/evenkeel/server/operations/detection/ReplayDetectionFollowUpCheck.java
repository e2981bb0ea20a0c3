// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.ReplayedIncidentDetection.Detected;
import dev.evenkeel.engine.detection.ReplayedIncidentDetection.Missed;
import dev.evenkeel.engine.detection.ReplayedIncidentDetection.Unknown;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.operations.incident.followup.FollowUpCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// A check that the current burn-rate rules would detect the incident, by a replay of its stored minutes.
@Component
class ReplayDetectionFollowUpCheck implements FollowUpCheck {
    private final IncidentAlertReplay replay;

    ReplayDetectionFollowUpCheck(IncidentAlertReplay replay) {
        this.replay = replay;
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
        return switch (replay.evaluate(incident, now)) {
            case Detected(String rule, Duration delay) ->
                FollowUpCriterion.FollowUpCheckOutcome.passed("a rule would have alerted "
                                + QuantityFormatter.formatElapsed(delay) + " after the onset")
                        .withEvidence(List.of(new FollowUpCriterion.FollowUpEvidenceItem("rule", rule)));
            case Missed(String reason) -> FollowUpCriterion.FollowUpCheckOutcome.failed(reason);
            case Unknown(String reason) -> FollowUpCriterion.FollowUpCheckOutcome.unknown(reason);
        };
    }
}
