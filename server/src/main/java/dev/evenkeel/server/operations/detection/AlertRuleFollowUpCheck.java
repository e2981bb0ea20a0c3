// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.DetectionOutcome;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.operations.incident.followup.FollowUpCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Today's burn rules would notice the incident, by its recorded minutes.
@Component
class AlertRuleFollowUpCheck implements FollowUpCheck {
    private final DetectionCoverageService coverages;

    AlertRuleFollowUpCheck(DetectionCoverageService coverages) {
        this.coverages = coverages;
    }

    @Override
    public FollowUpCriterion.Kind kind() {
        return FollowUpCriterion.Kind.ALERT_RULE;
    }

    @Override
    public Set<String> required() {
        return Set.of();
    }

    @Override
    public FollowUpCriterion.Outcome look(Incident incident, Map<String, String> of, Instant now) {
        DetectionOutcome caught = coverages.judge(incident, now);
        DetectionOutcome.Alert call = caught.call();
        return switch (caught.state()) {
            case CAUGHT ->
                call == null
                        ? FollowUpCriterion.Outcome.unknown(caught.words())
                        : FollowUpCriterion.Outcome.holds("a rule would have called "
                                        + call.after().toSeconds() + " s after the onset")
                                .by(List.of(new FollowUpCriterion.Evidence("rule", call.rule())));
            case MISSED -> FollowUpCriterion.Outcome.fails(caught.words());
            case NO_SIGNAL, GUARD -> FollowUpCriterion.Outcome.unknown(caught.words());
        };
    }
}
