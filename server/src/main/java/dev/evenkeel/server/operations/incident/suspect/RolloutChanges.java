// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.incident.CandidateChange;
import dev.evenkeel.engine.incident.CandidateChange.ChangedFlag;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import dev.evenkeel.server.rollouts.rollout.Rollouts.Decided;
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

/// Steps of rollouts as candidates, of each rollout the last one before the onset, and rollbacks before the onset.
@Component
class RolloutChanges implements ChangeSource {
    private static final Set<DecisionKind> STEPS =
            Set.of(DecisionKind.START, DecisionKind.ADVANCE, DecisionKind.CONFIRM);
    private static final Set<DecisionKind> ENDS = Set.of(DecisionKind.ROLL_BACK, DecisionKind.ABORT);
    /* A process that has not confirmed a rollback by then is disconnected or has ended. */
    private static final Duration BACK_WITHIN = Duration.ofMinutes(5);

    private final Rollouts rollouts;

    RolloutChanges(Rollouts rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public List<CandidateChange> changes(Question question) {
        Map<String, List<Decided>> byRollout = rollouts.decidedBetween(question.from(), question.to()).stream()
                .collect(Collectors.groupingBy(Decided::rollout, LinkedHashMap::new, Collectors.toList()));
        return byRollout.values().stream()
                .flatMap(ofOne -> candidates(ofOne, question))
                .toList();
    }

    private static Stream<CandidateChange> candidates(List<Decided> ofOne, Question question) {
        Decided any = ofOne.getFirst();
        var flag = new ChangedFlag(any.environment(), any.flag(), any.decision().revision());
        return question.place(flag).stream()
                .flatMap(place -> Stream.concat(
                        step(ofOne, question).map(step -> ofStep(step, ofOne, place)).stream(),
                        ofOne.stream()
                                .filter(decided ->
                                        ENDS.contains(decided.decision().kind()))
                                .filter(decided -> !decided.decision().at().isAfter(question.onset()))
                                .map(decided -> ofEnd(decided, place))));
    }

    private static Optional<Decided> step(List<Decided> ofOne, Question question) {
        List<Decided> steps = ofOne.stream()
                .filter(decided -> STEPS.contains(decided.decision().kind()))
                .toList();
        return steps.stream()
                .filter(step -> !step.decision().at().isAfter(question.onset()))
                .reduce((earlier, later) -> later)
                .or(() -> steps.stream().findFirst());
    }

    private static CandidateChange ofStep(Decided step, List<Decided> ofOne, Place place) {
        Optional<RolloutDecision> back = ofOne.stream()
                .map(Decided::decision)
                .filter(decision -> decision.number() > step.decision().number())
                .filter(decision -> decision.exposure().equals(Percent.NONE))
                .findFirst();
        Optional<DecisionKind> end = ofOne.stream()
                .map(decided -> decided.decision().kind())
                .filter(ENDS::contains)
                .findFirst();
        String outcome = end.map(
                        kind -> kind == DecisionKind.ROLL_BACK ? "; the guard rolled it back" : "; a person ended it")
                .orElse("");
        return new CandidateChange(
                LinkedChangeNames.ofRollout(step.rollout()),
                CandidateChange.Kind.ROLLOUT,
                place.service(),
                place.distance(),
                step.decision().at(),
                back.map(RolloutChanges::undoneAt).orElse(null),
                end.isPresent(),
                flag(step),
                "rollout " + step.rollout() + " of flag " + step.flag() + " went to "
                        + step.decision().exposure() + outcome);
    }

    private static CandidateChange ofEnd(Decided end, Place place) {
        return new CandidateChange(
                "rollback:" + end.rollout(),
                CandidateChange.Kind.RETURN,
                place.service(),
                place.distance(),
                end.decision().at(),
                null,
                false,
                flag(end),
                "rollout " + end.rollout() + " of flag " + end.flag() + " went back to its control;"
                        + " to try its candidate again, start a new one");
    }

    private static ChangedFlag flag(Decided decided) {
        return new ChangedFlag(
                decided.environment(), decided.flag(), decided.decision().revision());
    }

    private static Instant undoneAt(RolloutDecision back) {
        Instant active = back.activeEverywhereAt();
        return active == null ? back.at().plus(BACK_WITHIN) : active;
    }
}
