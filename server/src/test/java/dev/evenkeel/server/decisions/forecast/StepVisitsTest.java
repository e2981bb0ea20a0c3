// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.server.decisions.forecast.Occasion.Ending;
import dev.evenkeel.server.decisions.forecast.StepVisits.Visit;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StepVisitsTest {
    private static final Instant START = Instant.parse("2026-11-25T18:00:00Z");

    private final List<RolloutDecision> decisions = new ArrayList<>();

    private StepVisitsTest decided(DecisionKind kind, int from, int to) {
        long number = decisions.size() + 1L;
        decisions.add(new RolloutDecision(
                number,
                START.plusSeconds(number),
                kind,
                from,
                to,
                new Percent(500),
                number,
                "so",
                number,
                null,
                null,
                null,
                null));
        return this;
    }

    private static @Nullable Double outcome(Visit visit) {
        Ending ending = visit.ending();
        return ending == null ? null : ending.outcome();
    }

    @Test
    void eachStepIsOneVisitAndHoldsDoNotEndIt() {
        decided(DecisionKind.START, 0, 0)
                .decided(DecisionKind.HOLD, 0, 0)
                .decided(DecisionKind.ADVANCE, 0, 1)
                .decided(DecisionKind.APPROVE, 1, 1)
                .decided(DecisionKind.OBSERVE, 1, 1)
                .decided(DecisionKind.COMPLETE, 1, 1);
        assertThat(StepVisits.of(decisions))
                .extracting(Visit::decision, Visit::step, Visit::since, StepVisitsTest::outcome)
                .containsExactly(tuple(1L, 0, START.plusSeconds(1), 1.0), tuple(3L, 1, START.plusSeconds(3), 1.0));
    }

    @Test
    void aRollbackIsANo() {
        decided(DecisionKind.START, 0, 0).decided(DecisionKind.ADVANCE, 0, 1).decided(DecisionKind.ROLL_BACK, 1, 1);
        assertThat(StepVisits.of(decisions)).extracting(StepVisitsTest::outcome).containsExactly(1.0, 0.0);
    }

    @Test
    void anAbortAndAStepBackAreVoidAndSaySo() {
        decided(DecisionKind.START, 0, 0)
                .decided(DecisionKind.ADVANCE, 0, 1)
                .decided(DecisionKind.STEP_BACK, 1, 0)
                .decided(DecisionKind.ABORT, 0, 0);
        List<Visit> visits = StepVisits.of(decisions);
        assertThat(visits).extracting(Visit::step).containsExactly(0, 1, 0);
        assertThat(visits).extracting(StepVisitsTest::outcome).containsExactly(1.0, null, null);
        assertThat(visits.subList(1, 3))
                .extracting(Visit::ending)
                .extracting(Ending::note)
                .containsExactly(
                        "void, since it stepped back as a precaution: so", "void, since a person aborted it: so");
    }

    @Test
    void oneThatLastsHasNoEndingAndOneThatNeverBeganIsNone() {
        decided(DecisionKind.START, 0, 0).decided(DecisionKind.HOLD, 0, 0);
        assertThat(StepVisits.of(decisions)).extracting(Visit::ending).containsExactly((Ending) null);
        decisions.clear();
        decided(DecisionKind.ABORT, 0, 0);
        assertThat(StepVisits.of(decisions)).isEmpty();
    }
}
