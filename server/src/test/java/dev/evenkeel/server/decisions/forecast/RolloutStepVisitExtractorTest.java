// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ObservedOutcome;
import dev.evenkeel.server.decisions.forecast.RolloutStepVisitExtractor.StepVisit;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RolloutStepVisitExtractorTest {
    private static final Instant START = Instant.parse("2026-11-25T18:00:00Z");

    private final List<RolloutDecision> decisions = new ArrayList<>();

    private RolloutStepVisitExtractorTest decided(RolloutDecisionKind kind, int from, int to) {
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

    private static @Nullable Double outcome(StepVisit visit) {
        ObservedOutcome ending = visit.resolution();
        return ending == null ? null : ending.outcome();
    }

    @Test
    void returnsOneVisitPerStepDespiteHolds() {
        decided(RolloutDecisionKind.START, 0, 0)
                .decided(RolloutDecisionKind.HOLD, 0, 0)
                .decided(RolloutDecisionKind.ADVANCE, 0, 1)
                .decided(RolloutDecisionKind.APPROVE, 1, 1)
                .decided(RolloutDecisionKind.OBSERVE, 1, 1)
                .decided(RolloutDecisionKind.COMPLETE, 1, 1);
        assertThat(RolloutStepVisitExtractor.listVisits(decisions))
                .extracting(
                        StepVisit::decision, StepVisit::step, StepVisit::since, RolloutStepVisitExtractorTest::outcome)
                .containsExactly(tuple(1L, 0, START.plusSeconds(1), 1.0), tuple(3L, 1, START.plusSeconds(3), 1.0));
    }

    @Test
    void recordsRollbackAsFailedVisit() {
        decided(RolloutDecisionKind.START, 0, 0)
                .decided(RolloutDecisionKind.ADVANCE, 0, 1)
                .decided(RolloutDecisionKind.ROLL_BACK, 1, 1);
        assertThat(RolloutStepVisitExtractor.listVisits(decisions))
                .extracting(RolloutStepVisitExtractorTest::outcome)
                .containsExactly(1.0, 0.0);
    }

    @Test
    void voidsVisitsThatEndWithAbortOrStepBack() {
        decided(RolloutDecisionKind.START, 0, 0)
                .decided(RolloutDecisionKind.ADVANCE, 0, 1)
                .decided(RolloutDecisionKind.STEP_BACK, 1, 0)
                .decided(RolloutDecisionKind.ABORT, 0, 0);
        List<StepVisit> visits = RolloutStepVisitExtractor.listVisits(decisions);
        assertThat(visits).extracting(StepVisit::step).containsExactly(0, 1, 0);
        assertThat(visits).extracting(RolloutStepVisitExtractorTest::outcome).containsExactly(1.0, null, null);
        assertThat(visits.subList(1, 3))
                .extracting(StepVisit::resolution)
                .extracting(ObservedOutcome::note)
                .containsExactly(
                        "void: the rollout stepped back as a precaution: so", "void: a user aborted the rollout: so");
    }

    @Test
    void leavesRunningVisitUnresolvedAndIgnoresUnstartedRollout() {
        decided(RolloutDecisionKind.START, 0, 0).decided(RolloutDecisionKind.HOLD, 0, 0);
        assertThat(RolloutStepVisitExtractor.listVisits(decisions))
                .extracting(StepVisit::resolution)
                .containsExactly((ObservedOutcome) null);
        decisions.clear();
        decided(RolloutDecisionKind.ABORT, 0, 0);
        assertThat(RolloutStepVisitExtractor.listVisits(decisions)).isEmpty();
    }
}
