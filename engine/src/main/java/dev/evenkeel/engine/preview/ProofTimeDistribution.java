// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The distribution of the time until a step's proof: by dynamic programming over all counts of failures or,
/// where these are too many, by simulation.
///
/// @param distribution distribution of the time
/// @param method method of the computation
record ProofTimeDistribution(StoppingTimeDistribution distribution, EstimationMethod method) {
    private static final double MOST_WORK = 6e8;
    private static final double NEGLIGIBLE = 5e-4;
    private static final int MOST_SPLIT = 60_000;
    private static final double FEW_FAILURES = 0.5;
    private static final double CERTAIN = 7;
    private static final double MOST_FAILURES = 1e7;
    private static final int PLAYS = 400;
    private static final long SEED = 1;

    /// @param firstLook seconds of trials before the first evaluation; 0 or more
    /// @param limit seconds after which a proof counts as never
    static ProofTimeDistribution compute(
            ProofCriterion criterion, double firstLook, double limit, ComputationBudget budget) {
        double expected = criterion.expectedSeconds(limit);
        if (expected > limit) {
            return new ProofTimeDistribution(StoppingTimeDistribution.never(), EstimationMethod.EXPECTED_COUNTS);
        }
        double first = Math.max(EvaluationSchedule.TICK, firstLook);
        if (isSurelyProven(criterion, first)) {
            return new ProofTimeDistribution(StoppingTimeDistribution.certainAt(first), EstimationMethod.EXACT);
        }
        if (criterion.controlFailures(Math.max(first, expected)) > MOST_FAILURES
                || criterion.candidateFailures(Math.max(first, expected)) > MOST_FAILURES) {
            return new ProofTimeDistribution(
                    StoppingTimeDistribution.certainAt(Math.max(first, expected)), EstimationMethod.EXPECTED_COUNTS);
        }
        boolean bySplit = criterion.usesFailuresOnly() && first == EvaluationSchedule.TICK;
        if (bySplit && criterion.failures(EvaluationSchedule.TICK) <= FEW_FAILURES) {
            return computeExactly(criterion, limit, budget);
        }
        List<StoppingTimeDistribution.StoppingTimeProbability> ends = new ArrayList<>();
        if (computeByCounts(criterion, evaluationTimes(first, limit, EvaluationSchedule.FINE), budget, ends)) {
            double last = ends.getLast().seconds();
            return new ProofTimeDistribution(
                    new StoppingTimeDistribution(ends),
                    EvaluationSchedule.includesEveryTick(last)
                            ? EstimationMethod.EXACT
                            : EstimationMethod.EXACT_WITH_FEWER_EVALUATIONS);
        }
        return bySplit
                ? computeExactly(criterion, limit, budget)
                : new ProofTimeDistribution(
                        simulate(criterion, evaluationTimes(first, limit, EvaluationSchedule.COARSE / 2), budget),
                        EstimationMethod.SIMULATED);
    }

    private static ProofTimeDistribution computeExactly(
            ProofCriterion criterion, double limit, ComputationBudget budget) {
        ExactStoppingTime stoppingTime = ExactStoppingTime.of(
                criterion.failureBoundary(),
                criterion.controlFailures(1) / criterion.failures(1),
                budget.scale(MOST_SPLIT));
        return stoppingTime.endsAlmostSurely()
                ? new ProofTimeDistribution(
                        toDistribution(
                                stoppingTime,
                                criterion,
                                evaluationTimes(EvaluationSchedule.TICK, limit, EvaluationSchedule.FINE)),
                        EstimationMethod.EXACT_AFTER_EACH_FAILURE)
                : new ProofTimeDistribution(
                        simulate(
                                criterion,
                                evaluationTimes(EvaluationSchedule.TICK, limit, EvaluationSchedule.COARSE / 2),
                                budget),
                        EstimationMethod.SIMULATED);
    }

    /* Checks the least favourable counts with nonzero probability. */
    private static boolean isSurelyProven(ProofCriterion criterion, double at) {
        double control = criterion.controlFailures(at);
        double candidate = criterion.candidateFailures(at);
        long fewest = (long) Math.max(0, control - CERTAIN * Math.sqrt(control));
        return criterion.isProven(
                at, fewest, (long) Math.ceil(candidate + CERTAIN * Math.sqrt(candidate) + 2 * CERTAIN));
    }

    private static List<Double> evaluationTimes(double first, double limit, double growth) {
        List<Double> looks = new ArrayList<>();
        for (double at = first; at <= Math.max(first, limit); at = EvaluationSchedule.nextEvaluation(at, growth)) {
            looks.add(at);
        }
        return looks;
    }

    private static StoppingTimeDistribution toDistribution(
            ExactStoppingTime stoppingTime, ProofCriterion criterion, List<Double> looks) {
        double perSecond = criterion.failures(1);
        List<StoppingTimeDistribution.StoppingTimeProbability> ends = new ArrayList<>();
        double before = 0;
        for (double at : looks) {
            double by = stoppingTime.probabilityBy(at, perSecond);
            boolean last = 1 - by < NEGLIGIBLE;
            ends.add(new StoppingTimeDistribution.StoppingTimeProbability(at, (last ? 1 : by) - before));
            before = by;
            if (last) {
                break;
            }
        }
        return new StoppingTimeDistribution(ends);
    }

    /// @return false when the computation would be too expensive
    private static boolean computeByCounts(
            ProofCriterion criterion,
            List<Double> looks,
            ComputationBudget budget,
            List<StoppingTimeDistribution.StoppingTimeProbability> ends) {
        JointCountDistribution cloud = new JointCountDistribution();
        double left = 1;
        double work = 0;
        double before = 0;
        for (double at : looks) {
            if (criterion.failures(at - before) > TruncatedPoisson.LARGEST_MEAN) {
                return false;
            }
            TruncatedPoisson control = TruncatedPoisson.of(criterion.controlFailures(at - before));
            TruncatedPoisson candidate = TruncatedPoisson.of(criterion.candidateFailures(at - before));
            work += cloud.spreadCost(control, candidate);
            if (work > budget.share() * MOST_WORK || cloud.isTooLarge(control, candidate)) {
                return false;
            }
            cloud.convolve(control, candidate);
            double proven = cloud.absorbSettled((c, t) -> criterion.isProven(at, c, t));
            ends.add(new StoppingTimeDistribution.StoppingTimeProbability(at, proven));
            left -= proven;
            before = at;
            if (left < NEGLIGIBLE) {
                ends.set(ends.size() - 1, new StoppingTimeDistribution.StoppingTimeProbability(at, proven + left));
                return true;
            }
        }
        return true;
    }

    /* Advances all simulations together, so that only the distributions of one evaluation are in memory. */
    private static StoppingTimeDistribution simulate(
            ProofCriterion criterion, List<Double> looks, ComputationBudget budget) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Play> going = new ArrayList<>();
        int plays = budget.scale(PLAYS);
        for (int i = 0; i < plays; i++) {
            going.add(new Play(random.split()));
        }
        List<StoppingTimeDistribution.StoppingTimeProbability> ends = new ArrayList<>();
        double before = 0;
        for (double at : looks) {
            if (criterion.failures(at - before) > TruncatedPoisson.LARGEST_MEAN) {
                break;
            }
            TruncatedPoisson control = TruncatedPoisson.of(criterion.controlFailures(at - before));
            TruncatedPoisson candidate = TruncatedPoisson.of(criterion.candidateFailures(at - before));
            int playing = going.size();
            going.removeIf(play -> play.drawAndCheck(criterion, at, control, candidate));
            ends.add(new StoppingTimeDistribution.StoppingTimeProbability(
                    at, (double) (playing - going.size()) / plays));
            before = at;
            if (going.isEmpty()) {
                break;
            }
        }
        return new StoppingTimeDistribution(ends);
    }

    /* One simulated rollout. */
    private static final class Play {
        private final SplittableRandom random;
        private long control;
        private long candidate;

        Play(SplittableRandom random) {
            this.random = random;
        }

        boolean drawAndCheck(
                ProofCriterion criterion, double at, TruncatedPoisson ofControl, TruncatedPoisson ofCandidate) {
            control += ofControl.quantile(random.nextDouble());
            candidate += ofCandidate.quantile(random.nextDouble());
            return criterion.isProven(at, control, candidate);
        }
    }
}
