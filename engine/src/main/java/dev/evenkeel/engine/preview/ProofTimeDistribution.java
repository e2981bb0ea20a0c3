// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The time until a step's proof: by a dynamic programme over all counts of failures, or, where these are too
/// many, by playing.
///
/// @param endings the law of the time
/// @param method how it was found
record ProofTimeDistribution(StoppingTimeDistribution endings, EstimationMethod method) {
    private static final double MOST_WORK = 6e8;
    private static final double NEGLIGIBLE = 5e-4;
    private static final int MOST_SPLIT = 60_000;
    private static final double FEW_FAILURES = 0.5;
    private static final double CERTAIN = 7;
    private static final double MOST_FAILURES = 1e7;
    private static final int PLAYS = 400;
    private static final long SEED = 1;

    /// @param firstLook seconds of trials before which a proof does not count; 0 or more
    /// @param limit seconds after which nothing counts as ever proven
    static ProofTimeDistribution of(ProofCriterion question, double firstLook, double limit, ComputationBudget effort) {
        double expected = question.expectedSeconds(limit);
        if (expected > limit) {
            return new ProofTimeDistribution(StoppingTimeDistribution.never(), EstimationMethod.EXPECTED_COUNTS);
        }
        double first = Math.max(EvaluationSchedule.TICK, firstLook);
        if (surelyProven(question, first)) {
            return new ProofTimeDistribution(StoppingTimeDistribution.at(first), EstimationMethod.EXACT);
        }
        if (question.controlFailures(Math.max(first, expected)) > MOST_FAILURES
                || question.candidateFailures(Math.max(first, expected)) > MOST_FAILURES) {
            return new ProofTimeDistribution(
                    StoppingTimeDistribution.at(Math.max(first, expected)), EstimationMethod.EXPECTED_COUNTS);
        }
        boolean bySplit = question.ofFailuresOnly() && first == EvaluationSchedule.TICK;
        if (bySplit && question.failures(EvaluationSchedule.TICK) <= FEW_FAILURES) {
            return bySplit(question, limit, effort);
        }
        List<StoppingTimeDistribution.End> ends = new ArrayList<>();
        if (walk(question, looks(first, limit, EvaluationSchedule.FINE), effort, ends)) {
            double last = ends.getLast().at();
            return new ProofTimeDistribution(
                    new StoppingTimeDistribution(ends),
                    EvaluationSchedule.everyTick(last)
                            ? EstimationMethod.EXACT
                            : EstimationMethod.EXACT_WITH_FEWER_LOOKS);
        }
        return bySplit
                ? bySplit(question, limit, effort)
                : new ProofTimeDistribution(
                        play(question, looks(first, limit, EvaluationSchedule.COARSE / 2), effort),
                        EstimationMethod.SIMULATED);
    }

    private static ProofTimeDistribution bySplit(ProofCriterion question, double limit, ComputationBudget effort) {
        ExactStoppingTime walk = ExactStoppingTime.of(
                question.ofFailures(), question.controlFailures(1) / question.failures(1), effort.of(MOST_SPLIT));
        return walk.ends()
                ? new ProofTimeDistribution(
                        endings(walk, question, looks(EvaluationSchedule.TICK, limit, EvaluationSchedule.FINE)),
                        EstimationMethod.EXACT_AFTER_EACH_FAILURE)
                : new ProofTimeDistribution(
                        play(question, looks(EvaluationSchedule.TICK, limit, EvaluationSchedule.COARSE / 2), effort),
                        EstimationMethod.SIMULATED);
    }

    /* Even with the least likely counts that have a chance at all. */
    private static boolean surelyProven(ProofCriterion question, double at) {
        double control = question.controlFailures(at);
        double candidate = question.candidateFailures(at);
        long fewest = (long) Math.max(0, control - CERTAIN * Math.sqrt(control));
        return question.proven(at, fewest, (long) Math.ceil(candidate + CERTAIN * Math.sqrt(candidate) + 2 * CERTAIN));
    }

    private static List<Double> looks(double first, double limit, double growth) {
        List<Double> looks = new ArrayList<>();
        for (double at = first; at <= Math.max(first, limit); at = EvaluationSchedule.after(at, growth)) {
            looks.add(at);
        }
        return looks;
    }

    private static StoppingTimeDistribution endings(
            ExactStoppingTime walk, ProofCriterion question, List<Double> looks) {
        double perSecond = question.failures(1);
        List<StoppingTimeDistribution.End> ends = new ArrayList<>();
        double before = 0;
        for (double at : looks) {
            double by = walk.chanceBy(at, perSecond);
            boolean last = 1 - by < NEGLIGIBLE;
            ends.add(new StoppingTimeDistribution.End(at, (last ? 1 : by) - before));
            before = by;
            if (last) {
                break;
            }
        }
        return new StoppingTimeDistribution(ends);
    }

    /// @return false when it would be too much work
    private static boolean walk(
            ProofCriterion question,
            List<Double> looks,
            ComputationBudget effort,
            List<StoppingTimeDistribution.End> ends) {
        CountDistribution cloud = new CountDistribution();
        double left = 1;
        double work = 0;
        double before = 0;
        for (double at : looks) {
            if (question.failures(at - before) > TruncatedPoisson.LARGEST_MEAN) {
                return false;
            }
            TruncatedPoisson control = TruncatedPoisson.of(question.controlFailures(at - before));
            TruncatedPoisson candidate = TruncatedPoisson.of(question.candidateFailures(at - before));
            work += cloud.cost(control, candidate);
            if (work > effort.share() * MOST_WORK || cloud.isTooLarge(control, candidate)) {
                return false;
            }
            cloud.spread(control, candidate);
            double proven = cloud.absorb((c, t) -> question.proven(at, c, t));
            ends.add(new StoppingTimeDistribution.End(at, proven));
            left -= proven;
            before = at;
            if (left < NEGLIGIBLE) {
                ends.set(ends.size() - 1, new StoppingTimeDistribution.End(at, proven + left));
                return true;
            }
        }
        return true;
    }

    /* All plays go from look to look together, so that only the laws of one look are in memory. */
    private static StoppingTimeDistribution play(
            ProofCriterion question, List<Double> looks, ComputationBudget effort) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Play> going = new ArrayList<>();
        int plays = effort.of(PLAYS);
        for (int i = 0; i < plays; i++) {
            going.add(new Play(random.split()));
        }
        List<StoppingTimeDistribution.End> ends = new ArrayList<>();
        double before = 0;
        for (double at : looks) {
            if (question.failures(at - before) > TruncatedPoisson.LARGEST_MEAN) {
                break;
            }
            TruncatedPoisson control = TruncatedPoisson.of(question.controlFailures(at - before));
            TruncatedPoisson candidate = TruncatedPoisson.of(question.candidateFailures(at - before));
            int playing = going.size();
            going.removeIf(play -> play.isProven(question, at, control, candidate));
            ends.add(new StoppingTimeDistribution.End(at, (double) (playing - going.size()) / plays));
            before = at;
            if (going.isEmpty()) {
                break;
            }
        }
        return new StoppingTimeDistribution(ends);
    }

    /* One rollout, played. */
    private static final class Play {
        private final SplittableRandom random;
        private long control;
        private long candidate;

        Play(SplittableRandom random) {
            this.random = random;
        }

        boolean isProven(ProofCriterion question, double at, TruncatedPoisson ofControl, TruncatedPoisson ofCandidate) {
            control += ofControl.draw(random.nextDouble());
            candidate += ofCandidate.draw(random.nextDouble());
            return question.proven(at, control, candidate);
        }
    }
}
