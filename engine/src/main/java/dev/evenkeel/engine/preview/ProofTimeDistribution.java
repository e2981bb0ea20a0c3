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
            ProofCriterion question, double firstLook, double limit, ComputationBudget effort) {
        double expected = question.expectedSeconds(limit);
        if (expected > limit) {
            return new ProofTimeDistribution(StoppingTimeDistribution.never(), EstimationMethod.EXPECTED_COUNTS);
        }
        double first = Math.max(EvaluationSchedule.TICK, firstLook);
        if (isSurelyProven(question, first)) {
            return new ProofTimeDistribution(StoppingTimeDistribution.certainAt(first), EstimationMethod.EXACT);
        }
        if (question.controlFailures(Math.max(first, expected)) > MOST_FAILURES
                || question.candidateFailures(Math.max(first, expected)) > MOST_FAILURES) {
            return new ProofTimeDistribution(
                    StoppingTimeDistribution.certainAt(Math.max(first, expected)), EstimationMethod.EXPECTED_COUNTS);
        }
        boolean bySplit = question.usesFailuresOnly() && first == EvaluationSchedule.TICK;
        if (bySplit && question.failures(EvaluationSchedule.TICK) <= FEW_FAILURES) {
            return computeExactly(question, limit, effort);
        }
        List<StoppingTimeDistribution.StoppingTimeProbability> ends = new ArrayList<>();
        if (computeByCounts(question, evaluationTimes(first, limit, EvaluationSchedule.FINE), effort, ends)) {
            double last = ends.getLast().seconds();
            return new ProofTimeDistribution(
                    new StoppingTimeDistribution(ends),
                    EvaluationSchedule.includesEveryTick(last)
                            ? EstimationMethod.EXACT
                            : EstimationMethod.EXACT_WITH_FEWER_EVALUATIONS);
        }
        return bySplit
                ? computeExactly(question, limit, effort)
                : new ProofTimeDistribution(
                        simulate(question, evaluationTimes(first, limit, EvaluationSchedule.COARSE / 2), effort),
                        EstimationMethod.SIMULATED);
    }

    private static ProofTimeDistribution computeExactly(
            ProofCriterion question, double limit, ComputationBudget effort) {
        ExactStoppingTime walk = ExactStoppingTime.of(
                question.failureBoundary(),
                question.controlFailures(1) / question.failures(1),
                effort.scale(MOST_SPLIT));
        return walk.endsAlmostSurely()
                ? new ProofTimeDistribution(
                        toDistribution(
                                walk,
                                question,
                                evaluationTimes(EvaluationSchedule.TICK, limit, EvaluationSchedule.FINE)),
                        EstimationMethod.EXACT_AFTER_EACH_FAILURE)
                : new ProofTimeDistribution(
                        simulate(
                                question,
                                evaluationTimes(EvaluationSchedule.TICK, limit, EvaluationSchedule.COARSE / 2),
                                effort),
                        EstimationMethod.SIMULATED);
    }

    /* Checks the least favourable counts with nonzero probability. */
    private static boolean isSurelyProven(ProofCriterion question, double at) {
        double control = question.controlFailures(at);
        double candidate = question.candidateFailures(at);
        long fewest = (long) Math.max(0, control - CERTAIN * Math.sqrt(control));
        return question.isProven(
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
            ExactStoppingTime walk, ProofCriterion question, List<Double> looks) {
        double perSecond = question.failures(1);
        List<StoppingTimeDistribution.StoppingTimeProbability> ends = new ArrayList<>();
        double before = 0;
        for (double at : looks) {
            double by = walk.probabilityBy(at, perSecond);
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
            ProofCriterion question,
            List<Double> looks,
            ComputationBudget effort,
            List<StoppingTimeDistribution.StoppingTimeProbability> ends) {
        JointCountDistribution cloud = new JointCountDistribution();
        double left = 1;
        double work = 0;
        double before = 0;
        for (double at : looks) {
            if (question.failures(at - before) > TruncatedPoisson.LARGEST_MEAN) {
                return false;
            }
            TruncatedPoisson control = TruncatedPoisson.of(question.controlFailures(at - before));
            TruncatedPoisson candidate = TruncatedPoisson.of(question.candidateFailures(at - before));
            work += cloud.spreadCost(control, candidate);
            if (work > effort.share() * MOST_WORK || cloud.isTooLarge(control, candidate)) {
                return false;
            }
            cloud.convolve(control, candidate);
            double proven = cloud.absorbSettled((c, t) -> question.isProven(at, c, t));
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
            ProofCriterion question, List<Double> looks, ComputationBudget effort) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Play> going = new ArrayList<>();
        int plays = effort.scale(PLAYS);
        for (int i = 0; i < plays; i++) {
            going.add(new Play(random.split()));
        }
        List<StoppingTimeDistribution.StoppingTimeProbability> ends = new ArrayList<>();
        double before = 0;
        for (double at : looks) {
            if (question.failures(at - before) > TruncatedPoisson.LARGEST_MEAN) {
                break;
            }
            TruncatedPoisson control = TruncatedPoisson.of(question.controlFailures(at - before));
            TruncatedPoisson candidate = TruncatedPoisson.of(question.candidateFailures(at - before));
            int playing = going.size();
            going.removeIf(play -> play.drawAndCheck(question, at, control, candidate));
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
                ProofCriterion question, double at, TruncatedPoisson ofControl, TruncatedPoisson ofCandidate) {
            control += ofControl.quantile(random.nextDouble());
            candidate += ofCandidate.quantile(random.nextDouble());
            return question.isProven(at, control, candidate);
        }
    }
}
