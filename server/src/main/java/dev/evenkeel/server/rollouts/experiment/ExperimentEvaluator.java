// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.ExperimentAccumulator;
import dev.evenkeel.engine.experiment.ExperimentConclusion;
import dev.evenkeel.engine.experiment.ExperimentFormatter;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.ExperimentUnitResult;
import dev.evenkeel.engine.experiment.GoalResults;
import dev.evenkeel.engine.experiment.TreatmentEffect;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentUnit;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentUnitQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The evaluation of one experiment: analyses units whose window has closed and applies the decision rule, in
/// one transaction.
///
/// Locks the row of the experiment first and skips an experiment that is locked, so any number of servers may
/// run and each unit is analysed once. Thread-safe.
@Component
class ExperimentEvaluator {
    /* How long an SDK process keeps undelivered batches. A shorter window waits for a shorter time. */
    private static final Duration LONGEST_ARRIVAL = Duration.ofMinutes(1);
    private static final Duration SHORTEST_ARRIVAL = Duration.ofSeconds(5);
    private static final Duration LATEST_EXPOSURE = Duration.ofHours(1);
    private static final int MOST_UNITS = 2_000;

    private final TransactionTemplate transaction;
    private final ExperimentRepository experiments;
    private final InterimAnalysisRepository looks;
    private final ExperimentUnitQueries units;
    private final ExperimentTransitionExecutor experimentTransitionExecutor;

    ExperimentEvaluator(
            TransactionTemplate transaction,
            ExperimentRepository experiments,
            InterimAnalysisRepository looks,
            ExperimentUnitQueries units,
            ExperimentTransitionExecutor experimentTransitionExecutor) {
        this.transaction = transaction;
        this.experiments = experiments;
        this.looks = looks;
        this.units = units;
        this.experimentTransitionExecutor = experimentTransitionExecutor;
    }

    /// Evaluates an experiment.
    ///
    /// @param now current time, in microseconds
    /// @return whether there may be more units to analyse
    boolean evaluate(String id, Instant now) {
        return transaction.execute(status -> experiments
                .tryLock(id)
                .filter(Experiment::isRunning)
                .map(experiment -> evaluate(experiment, now))
                .orElse(false));
    }

    private boolean evaluate(Experiment before, Instant now) {
        long[] exposed =
                units.consumeExposureCounts(before.id(), before.plan().parts().size());
        Instant exposedBefore =
                now.minus(before.plan().window()).minus(arrival(before.plan().window()));
        List<ExperimentUnit> closed = units.listClosed(before.id(), exposedBefore, MOST_UNITS);
        ExperimentAccumulator analysis = before.analysis();
        analysis.addExposures(exposed);
        closed.forEach(unit -> analysis.addUnit(toUnitResult(unit)));
        ExperimentResults results = analysis.results();
        Experiment.Decision decided = before.decision() == null ? decide(before, results, now) : before.decision();
        boolean news = !closed.isEmpty() || Arrays.stream(exposed).sum() > 0;
        if (news || (before.decision() == null && decided != null)) {
            experimentTransitionExecutor.saveAnalysis(before, before.withAnalysis(analysis.state(), now, decided));
        }
        if (!closed.isEmpty()) {
            units.markAnalyzed(before.id(), closed);
            recordAnalyses(before, results, now);
        }
        units.deleteUnusedOutcomes(before.id(), now.minus(LATEST_EXPOSURE));
        return closed.size() == MOST_UNITS;
    }

    /// Returns how long to wait for reports after a window has closed: as long as the window, within limits.
    private static Duration arrival(Duration window) {
        if (window.compareTo(LONGEST_ARRIVAL) > 0) {
            return LONGEST_ARRIVAL;
        }
        return window.compareTo(SHORTEST_ARRIVAL) < 0 ? SHORTEST_ARRIVAL : window;
    }

    private static ExperimentUnitResult toUnitResult(ExperimentUnit unit) {
        Map<String, ExperimentGoal.SingleUnitMetricTotals> happened = new HashMap<>();
        unit.outcomes()
                .forEach((metric, sum) ->
                        happened.put(metric, new ExperimentGoal.SingleUnitMetricTotals(sum.events(), sum.total())));
        return new ExperimentUnitResult(unit.variant(), unit.covariate(), happened);
    }

    private static Experiment.@Nullable Decision decide(Experiment experiment, ExperimentResults results, Instant now) {
        ExperimentConclusion conclusion = ExperimentConclusion.evaluate(
                experiment.plan(), results, Duration.between(experiment.startedAt(), now));
        return conclusion.verdict().isFinal()
                ? new Experiment.Decision(
                        conclusion.verdict(),
                        conclusion.treatment(),
                        now,
                        new ExperimentFormatter(experiment.plan()).formatConclusion(conclusion, results))
                : null;
    }

    private void recordAnalyses(Experiment experiment, ExperimentResults results, Instant now) {
        if (results.alarm() != null) {
            return;
        }
        for (int goal = 0; goal < results.goals().size(); goal++) {
            GoalResults read = results.goals().get(goal);
            for (TreatmentEffect effect : read.effects()) {
                looks.insert(experiment.id(), toInterimAnalysis(goal, read, effect, now));
            }
        }
    }

    private static InterimAnalysis toInterimAnalysis(int goal, GoalResults read, TreatmentEffect effect, Instant now) {
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
                !effect.sampleSize().isSufficient());
    }
}
