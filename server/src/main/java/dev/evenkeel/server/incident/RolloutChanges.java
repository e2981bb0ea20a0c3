// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.incident;

import dev.evenkeel.engine.incident.CandidateChange;
import dev.evenkeel.server.rollout.DecisionKind;
import dev.evenkeel.server.rollout.Rollout;
import dev.evenkeel.server.rollout.RolloutStatus;
import dev.evenkeel.server.rollout.Rollouts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Steps of rollouts as candidates: of each rollout the last step within the time.
@Component
class RolloutChanges implements ChangeSource {
    private static final Set<DecisionKind> STEPS = Set.of(DecisionKind.START, DecisionKind.ADVANCE);

    private final Rollouts rollouts;

    RolloutChanges(Rollouts rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public List<CandidateChange> changes(Question question) {
        Map<String, Rollouts.Decided> last = new HashMap<>();
        rollouts.decidedBetween(question.from(), question.to()).stream()
                .filter(decided -> STEPS.contains(decided.decision().kind()))
                .forEach(decided -> last.put(decided.rollout(), decided));
        return last.values().stream()
                .flatMap(decided -> candidate(decided, question))
                .toList();
    }

    private Stream<CandidateChange> candidate(Rollouts.Decided decided, Question question) {
        String service = question.graph()
                .ofFlag(decided.environment(), decided.flag())
                .map(owner -> owner.key())
                .orElse(RolloutReader.NO_SERVICE);
        Integer steps = question.steps().get(service);
        Optional<Rollout> rollout = rollouts.find(decided.rollout());
        if (steps == null || rollout.isEmpty()) {
            return Stream.empty();
        }
        RolloutStatus status = rollout.get().status();
        String outcome = switch (status) {
            case ROLLED_BACK -> "; the guard rolled it back";
            case ABORTED -> "; a person ended it";
            case SEEDING, RUNNING, COMPLETED -> "";
        };
        return Stream.of(new CandidateChange(
                RolloutReader.name(decided.rollout()),
                CandidateChange.Kind.ROLLOUT,
                service,
                steps,
                decided.decision().at(),
                status == RolloutStatus.ROLLED_BACK || status == RolloutStatus.ABORTED,
                decided.environment() + "/" + decided.flag(),
                "rollout " + decided.rollout() + " of flag " + decided.flag() + " went to "
                        + decided.decision().exposure() + outcome));
    }
}
