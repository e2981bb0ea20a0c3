// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.ExperimentAnalysis;
import dev.evenkeel.engine.experiment.ExperimentConclusion;
import dev.evenkeel.engine.experiment.ExperimentFormatter;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.ExperimentUnitResult;
import dev.evenkeel.engine.experiment.GoalResults;
import dev.evenkeel.engine.experiment.TreatmentEffect;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentUnit;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentUnitService;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// One look at one experiment: units whose window has closed are analysed, and the rule is asked. One
/// transaction.
///
/// The row of the experiment is locked first, and who finds it locked leaves it alone: any number of
/// servers may look, and each unit is analysed once. Thread-safe.
@Component
class ExperimentEvaluator {
    /* So long an SDK process keeps batches that it could not send. A short window does not wait that long. */
    private static final Duration LONGEST_ARRIVAL = Duration.ofMinutes(1);
    private static final Duration SHORTEST_ARRIVAL = Duration.ofSeconds(5);
    private static final Duration LATEST_EXPOSURE = Duration.ofHours(1);
    private static final int MOST_UNITS = 2_000;

    private final TransactionTemplate transaction;
    private final ExperimentRepository experiments;
    private final InterimAnalysisRepository looks;
    private final ExperimentUnitService units;
    private final ExperimentTransitionExecutor moves;

    ExperimentEvaluator(
            TransactionTemplate transaction,
            ExperimentRepository experiments,
            InterimAnalysisRepository looks,
            ExperimentUnitService units,
            ExperimentTransitionExecutor moves) {
        this.transaction = transaction;
        this.experiments = experiments;
        this.looks = looks;
        this.units = units;
        this.moves = moves;
    }

    /// Looks.
    ///
    /// @param now the present, in microseconds
    /// @return whether there may be more units to analyse at once
    boolean look(String id, Instant now) {
        return transaction.execute(status -> experiments
                .lockIfFree(id)
                .filter(Experiment::runs)
                .map(experiment -> look(experiment, now))
                .orElse(false));
    }

    private boolean look(Experiment before, Instant now) {
        long[] exposed = units.takeExposures(before.id(), before.plan().parts().size());
        Instant exposedBefore =
                now.minus(before.plan().window()).minus(arrival(before.plan().window()));
        List<ExperimentUnit> closed = units.closed(before.id(), exposedBefore, MOST_UNITS);
        ExperimentAnalysis analysis = before.analysis();
        analysis.expose(exposed);
        closed.forEach(unit -> analysis.take(closed(unit)));
        ExperimentResults reading = analysis.read();
        Experiment.Decision decided = before.decided() == null ? decide(before, reading, now) : before.decided();
        boolean news = !closed.isEmpty() || Arrays.stream(exposed).sum() > 0;
        if (news || (before.decided() == null && decided != null)) {
            moves.looked(before, before.looked(analysis.state(), now, decided));
        }
        if (!closed.isEmpty()) {
            units.analysed(before.id(), closed);
            note(before, reading, now);
        }
        units.sweep(before.id(), now.minus(LATEST_EXPOSURE));
        return closed.size() == MOST_UNITS;
    }

    /// How long reports may be on their way after a window has closed: as long as the window, within
    /// limits.
    private static Duration arrival(Duration window) {
        if (window.compareTo(LONGEST_ARRIVAL) > 0) {
            return LONGEST_ARRIVAL;
        }
        return window.compareTo(SHORTEST_ARRIVAL) < 0 ? SHORTEST_ARRIVAL : window;
    }

    private static ExperimentUnitResult closed(ExperimentUnit unit) {
        Map<String, ExperimentGoal.UnitMetric> happened = new HashMap<>();
        unit.happened()
                .forEach((metric, sum) ->
                        happened.put(metric, new ExperimentGoal.UnitMetric(sum.events(), sum.total())));
        return new ExperimentUnitResult(unit.variant(), unit.covariate(), happened);
    }

    private static Experiment.@Nullable Decision decide(Experiment experiment, ExperimentResults reading, Instant now) {
        ExperimentConclusion conclusion =
                ExperimentConclusion.of(experiment.plan(), reading, Duration.between(experiment.startedAt(), now));
        return conclusion.verdict().decided()
                ? new Experiment.Decision(
                        conclusion.verdict(),
                        conclusion.treatment(),
                        now,
                        new ExperimentFormatter(experiment.plan()).conclusion(conclusion, reading))
                : null;
    }

    private void note(Experiment experiment, ExperimentResults reading, Instant now) {
        if (reading.alarm() != null) {
            return;
        }
        for (int goal = 0; goal < reading.goals().size(); goal++) {
            GoalResults read = reading.goals().get(goal);
            for (TreatmentEffect effect : read.effects()) {
                looks.insert(experiment.id(), look(goal, read, effect, now));
            }
        }
    }

    private static InterimAnalysis look(int goal, GoalResults read, TreatmentEffect effect, Instant now) {
        int treatment = effect.treatment();
        return new InterimAnalysis(
                goal,
                treatment,
                read.variants().getFirst().units()
                        + read.variants().get(treatment).units(),
                now,
                read.mean(0),
                read.mean(treatment),
                effect.estimate(),
                effect.low(),
                effect.high(),
                !effect.gate().open());
    }
}
