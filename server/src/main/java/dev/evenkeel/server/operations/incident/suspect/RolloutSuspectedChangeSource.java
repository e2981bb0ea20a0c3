// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.incident.SuspectedChange;
import dev.evenkeel.engine.incident.SuspectedChange.ChangedFlag;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries.DecisionWithRollout;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Suspected changes from rollouts: the last step of each rollout before the onset, and rollbacks before the
/// onset.
@Component
class RolloutSuspectedChangeSource implements SuspectedChangeSource {
    private static final Set<RolloutDecisionKind> STEPS =
            Set.of(RolloutDecisionKind.START, RolloutDecisionKind.ADVANCE, RolloutDecisionKind.CONFIRM);
    private static final Set<RolloutDecisionKind> ENDS =
            Set.of(RolloutDecisionKind.ROLL_BACK, RolloutDecisionKind.ABORT);
    /* A process that has not confirmed a rollback by then is disconnected or has ended. */
    private static final Duration BACK_WITHIN = Duration.ofMinutes(5);

    private final RolloutQueries rollouts;

    RolloutSuspectedChangeSource(RolloutQueries rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public List<SuspectedChange> listChanges(SuspectedChangeQuery suspectedChangeQuery) {
        Map<String, List<DecisionWithRollout>> byRollout =
                rollouts.listDecisionsBetween(suspectedChangeQuery.from(), suspectedChangeQuery.to()).stream()
                        .collect(Collectors.groupingBy(
                                DecisionWithRollout::rollout, LinkedHashMap::new, Collectors.toList()));
        return byRollout.values().stream()
                .flatMap(ofOne -> candidates(ofOne, suspectedChangeQuery))
                .toList();
    }

    private static Stream<SuspectedChange> candidates(
            List<DecisionWithRollout> ofOne, SuspectedChangeQuery suspectedChangeQuery) {
        DecisionWithRollout any = ofOne.getFirst();
        var flag = new ChangedFlag(any.environment(), any.flag(), any.decision().revision());
        return suspectedChangeQuery.findDistance(flag).stream()
                .flatMap(place -> Stream.concat(
                        step(ofOne, suspectedChangeQuery).map(step -> ofStep(step, ofOne, place)).stream(),
                        ofOne.stream()
                                .filter(decided ->
                                        ENDS.contains(decided.decision().kind()))
                                .filter(decided -> !decided.decision().at().isAfter(suspectedChangeQuery.onset()))
                                .map(decided -> ofEnd(decided, place))));
    }

    private static Optional<DecisionWithRollout> step(
            List<DecisionWithRollout> ofOne, SuspectedChangeQuery suspectedChangeQuery) {
        List<DecisionWithRollout> steps = ofOne.stream()
                .filter(decided -> STEPS.contains(decided.decision().kind()))
                .toList();
        return steps.stream()
                .filter(step -> !step.decision().at().isAfter(suspectedChangeQuery.onset()))
                .reduce((earlier, later) -> later)
                .or(() -> steps.stream().findFirst());
    }

    private static SuspectedChange ofStep(
            DecisionWithRollout step, List<DecisionWithRollout> ofOne, ServiceDistance place) {
        Optional<RolloutDecision> back = ofOne.stream()
                .map(DecisionWithRollout::decision)
                .filter(decision -> decision.number() > step.decision().number())
                .filter(decision -> decision.exposure().equals(Percent.NONE))
                .findFirst();
        Optional<RolloutDecisionKind> end = ofOne.stream()
                .map(decided -> decided.decision().kind())
                .filter(ENDS::contains)
                .findFirst();
        String outcome = end.map(kind ->
                        kind == RolloutDecisionKind.ROLL_BACK ? "; the guard rolled it back" : "; a user aborted it")
                .orElse("");
        return new SuspectedChange(
                ChangeReferenceFormatter.ofRollout(step.rollout()),
                SuspectedChange.Kind.ROLLOUT,
                place.service(),
                place.distance(),
                step.decision().at(),
                back.map(RolloutSuspectedChangeSource::undoneAt).orElse(null),
                end.isPresent(),
                flag(step),
                "rollout " + step.rollout() + " of flag " + step.flag() + " moved to "
                        + step.decision().exposure() + outcome);
    }

    private static SuspectedChange ofEnd(DecisionWithRollout end, ServiceDistance place) {
        return new SuspectedChange(
                "rollback:" + end.rollout(),
                SuspectedChange.Kind.RETURN,
                place.service(),
                place.distance(),
                end.decision().at(),
                null,
                false,
                flag(end),
                "rollout " + end.rollout() + " of flag " + end.flag() + " was rolled back to control;"
                        + " to retry the candidate, start a new rollout");
    }

    private static ChangedFlag flag(DecisionWithRollout decided) {
        return new ChangedFlag(
                decided.environment(), decided.flag(), decided.decision().revision());
    }

    private static Instant undoneAt(RolloutDecision back) {
        Instant active = back.activeEverywhereAt();
        return active == null ? back.at().plus(BACK_WITHIN) : active;
    }
}
