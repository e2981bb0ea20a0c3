// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.risk.RandomVariable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/// The comparator of the courses of a case, by simulation. Each draw assigns every number a value, the same
/// for all courses, so that common effects cancel (common random numbers). Deterministic for a case, seed and
/// number of draws. Memory does not depend on the number of draws.
public final class CourseComparator {
    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;
    private static final double FIVE = 0.05;

    private final List<CourseCostModel> models;
    private final QuantityIndex numbers;
    private final List<Double> losses;
    private final @Nullable CauseBaseRateScaling reconciliation;

    private CourseComparator(RiskCase risk, List<Double> losses) {
        this.numbers = new QuantityIndex(risk);
        var outages = new OutageLossModel(risk, numbers);
        this.models = risk.courses().stream()
                .map(course -> new CourseCostModel(risk, numbers, outages, course))
                .toList();
        this.losses = losses;
        this.reconciliation = new CauseBaseRateScaler(risk, numbers).calibrateAtMeans();
    }

    /// Compares the courses.
    ///
    /// @param losses amounts for which exceedance probabilities are computed
    /// @param draws 1 or more; the relative error is about 1 / sqrt(draws)
    public static CourseComparison compare(RiskCase risk, List<Double> losses, int draws, long seed) {
        if (draws < 1) {
            throw new IllegalArgumentException("draws must be 1 or more, got " + draws);
        }
        return new CourseComparator(risk, losses).compare(draws, seed);
    }

    private CourseComparison compare(int draws, long seed) {
        List<CourseSamples> all = models.stream().map(CourseSamples::new).toList();
        var random = new SplittableRandom(seed);
        UniformRandomProvider bits = random::nextLong;
        RandomVariable.Sampler[] samplers = numbers.quantities().stream()
                .map(quantity -> quantity.distribution().createSampler(bits))
                .toArray(RandomVariable.Sampler[]::new);
        double[] means = numbers.means();
        double[] drawn = new double[samplers.length];
        double[] known = new double[samplers.length];
        double leastSum = 0;
        for (int draw = 0; draw < draws; draw++) {
            for (int i = 0; i < samplers.length; i++) {
                drawn[i] = samplers[i].next();
                known[i] = numbers.isChance(i) ? means[i] : drawn[i];
            }
            leastSum += addSample(all, drawn, known);
        }
        return toComparison(all, means, leastSum / draws, draws, seed);
    }

    private static double addSample(List<CourseSamples> all, double[] drawn, double[] known) {
        double least = Double.POSITIVE_INFINITY;
        CourseSamples cheapest = all.getFirst();
        for (CourseSamples course : all) {
            double expected = course.addSample(drawn, known);
            if (expected < least) {
                least = expected;
                cheapest = course;
            }
        }
        cheapest.recordWin();
        return least;
    }

    private CourseComparison toComparison(List<CourseSamples> all, double[] means, double least, int draws, long seed) {
        List<CourseRisk> risks =
                all.stream().map(course -> course.toRisk(means, losses)).toList();
        int best = IntStream.range(0, all.size())
                .boxed()
                .min(Comparator.comparingDouble(course -> all.get(course).meanTotal()))
                .orElseThrow();
        double open = Math.max(0, all.get(best).meanTotal() - least);
        return new CourseComparison(
                risks, models.get(best).course().name(), sensitivities(means, best), open, reconciliation, draws, seed);
    }

    private List<QuantitySensitivity> sensitivities(double[] means, int best) {
        List<QuantitySensitivity> swings = new ArrayList<>();
        for (int i = 0; i < means.length; i++) {
            Quantity quantity = numbers.quantities().get(i);
            if (quantity.isOpen() && !numbers.isChance(i)) {
                swings.add(new QuantitySensitivity(
                        quantity,
                        sensitivityEnd(means, i, quantity.distribution().quantile(LOW), best),
                        sensitivityEnd(means, i, quantity.distribution().quantile(HIGH), best)));
            }
        }
        swings.sort(Comparator.comparingDouble(QuantitySensitivity::width).reversed());
        return swings;
    }

    private QuantitySensitivity.End sensitivityEnd(double[] means, int place, double value, int best) {
        double[] at = means.clone();
        at[place] = value;
        double[] totals = models.stream()
                .mapToDouble(model -> model.averageCost(at).total())
                .toArray();
        int cheapest = best;
        double other = Double.POSITIVE_INFINITY;
        for (int course = 0; course < totals.length; course++) {
            cheapest = totals[course] < totals[cheapest] ? course : cheapest;
            other = course == best ? other : Math.min(other, totals[course]);
        }
        return new QuantitySensitivity.End(value, models.get(cheapest).course().name(), other - totals[best]);
    }

    /// The statistics of the draws for one course. Not thread-safe.
    private static final class CourseSamples {
        private final CourseCostModel model;
        private final LogHistogram chances = new LogHistogram();
        private final LogHistogram totals = new LogHistogram();
        private final LogHistogram given = new LogHistogram();
        private final long[] met;
        private final double[] missed;
        private double expected;
        private long wins;
        private long frozen;
        private long draws;

        CourseSamples(CourseCostModel model) {
            this.model = model;
            this.met = new long[model.commitmentCosts().count()];
            this.missed = new double[met.length];
        }

        /* Mean cost given everything that can be learned. */
        double addSample(double[] drawn, double[] known) {
            CourseCost cost = model.costOfSample(drawn);
            chances.add(cost.chance(), 1);
            totals.add(cost.total(), 1);
            given.add(cost.loss(), cost.chance());
            frozen += model.endsInFreeze(drawn) ? 1 : 0;
            draws++;
            recordCommitments(drawn);
            double total = model.averageCost(known).total();
            expected += total;
            return total;
        }

        private void recordCommitments(double[] drawn) {
            double work = model.workWeeks(drawn);
            for (int i = 0; i < met.length; i++) {
                met[i] += model.commitmentCosts().isMet(i, work) ? 1 : 0;
                missed[i] += model.commitmentCosts().cost(i, drawn, work);
            }
        }

        private List<CourseRisk.CommitmentRisk> toCommitmentRisks() {
            return IntStream.range(0, met.length)
                    .mapToObj(i -> {
                        double share = (double) met[i] / draws;
                        return new CourseRisk.CommitmentRisk(
                                model.commitmentCosts().commitment(i),
                                share,
                                Math.sqrt(share * (1 - share) / draws),
                                missed[i] / draws);
                    })
                    .toList();
        }

        void recordWin() {
            wins++;
        }

        double meanTotal() {
            return expected / draws;
        }

        CourseRisk toRisk(double[] means, List<Double> losses) {
            return new CourseRisk(
                    model.course(),
                    model.averageCost(means),
                    new CourseRisk.EstimateWithBounds(
                            chances.mean(), chances.quantile(FIVE), chances.quantile(1 - FIVE)),
                    new CourseRisk.EstimateWithBounds(
                            given.quantile(1.0 / 2), given.quantile(FIVE), given.quantile(1 - FIVE)),
                    new CourseRisk.EstimateWithBounds(totals.mean(), totals.quantile(FIVE), totals.quantile(1 - FIVE)),
                    totals.standardError(),
                    (double) wins / draws,
                    (double) frozen / draws,
                    toCommitmentRisks(),
                    losses.stream()
                            .map(loss -> new CourseRisk.Exceedance(loss, given.weightAbove(loss) / draws))
                            .toList());
        }
    }
}
