// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.detection;

import dev.evenkeel.engine.detection.Caught;
import dev.evenkeel.engine.incident.Check;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.operations.incident.followup.FollowUpCheck;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Today's burn rules would notice the incident, by its recorded minutes.
@Component
class AlertRuleCheck implements FollowUpCheck {
    private final Coverages coverages;

    AlertRuleCheck(Coverages coverages) {
        this.coverages = coverages;
    }

    @Override
    public Check.Kind kind() {
        return Check.Kind.ALERT_RULE;
    }

    @Override
    public Set<String> required() {
        return Set.of();
    }

    @Override
    public Check.Outcome look(Incident incident, Map<String, String> of, Instant now) {
        Caught caught = coverages.judge(incident, now);
        Caught.Call call = caught.call();
        return switch (caught.state()) {
            case CAUGHT ->
                call == null
                        ? Check.Outcome.unknown(caught.words())
                        : Check.Outcome.holds("a rule would have called "
                                        + call.after().toSeconds() + " s after the onset")
                                .by(List.of(new Check.Evidence("rule", call.rule())));
            case MISSED -> Check.Outcome.fails(caught.words());
            case NO_SIGNAL, GUARD -> Check.Outcome.unknown(caught.words());
        };
    }
}
