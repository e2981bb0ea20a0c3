// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import dev.evenkeel.engine.stats.RateRatio.FailureCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.DiscreteDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.jspecify.annotations.Nullable;

/// One simulated history that led to a decision: two incidents within [#WITHIN] weeks, a month until work
/// begins, a month of work.
///
/// @param window window of the result
/// @param workBegan first day of the work
/// @param service service with the incidents
/// @param others comparison services
record SimulatedPlaceboHistory(
        BeforeAfterWindow window,
        LocalDate workBegan,
        WeeklyFailedCallSeries service,
        List<WeeklyFailedCallSeries> others) {
    static final int WITHIN = 6;

    private static final int MONTH = 4;
    /* Weeks after the baseline in which the two incidents may occur. */
    private static final int PATIENCE = 104;
    private static final LocalDate FIRST_MONDAY = LocalDate.of(2023, 1, 2);
    private static final double CALLS = 1_000_000;
    private static final double CALLS_DRIFT = 0.01;
    private static final double CALLS_NOISE = 0.1;

    /// Draws histories until one has two such incidents.
    ///
    /// @param left share of the failures that remains after the work, 1 when it has no effect
    static SimulatedPlaceboHistory sample(PlaceboFailureModel model, double left, SplittableRandom random) {
        int weeks = BeforeAfterWindow.MAX_BASELINE_WEEKS + PATIENCE + 2 * MONTH + model.weeksAfter();
        while (true) {
            double[] shared = randomWalk(weeks, model.sharedDrift(), random);
            List<SimulatedWeek> service = sampleSeries(model, shared, random);
            TriggerIncidentWeeks incidents = findPair(service);
            if (incidents != null) {
                int begin = incidents.second + MONTH;
                int inForce = begin + MONTH;
                List<WeeklyFailedCallSeries> others = new ArrayList<>();
                for (int i = 0; i < model.comparisons(); i++) {
                    others.add(
                            toWeeklyCounts("other " + (i + 1), sampleSeries(model, shared, random), weeks, 1, random));
                }
                return new SimulatedPlaceboHistory(
                        new BeforeAfterWindow(
                                monday(incidents.first), monday(inForce), monday(inForce + model.weeksAfter())),
                        monday(begin),
                        toWeeklyCounts("service", service, inForce, left, random),
                        others);
            }
        }
    }

    /// @param incidents incidents that began in the week
    private record SimulatedWeek(FailureCount counts, int incidents) {}

    /// The weeks of the two incidents.
    private record TriggerIncidentWeeks(int first, int second) {}

    /* The first two incidents after a baseline that are close enough; null without. */
    private static @Nullable TriggerIncidentWeeks findPair(List<SimulatedWeek> service) {
        int[] begun = IntStream.range(
                        BeforeAfterWindow.MAX_BASELINE_WEEKS, BeforeAfterWindow.MAX_BASELINE_WEEKS + PATIENCE)
                .flatMap(week -> IntStream.generate(() -> week).limit(service.get(week).incidents))
                .toArray();
        for (int i = 1; i < begun.length; i++) {
            if (begun[i] - begun[i - 1] <= WITHIN) {
                return new TriggerIncidentWeeks(begun[i - 1], begun[i]);
            }
        }
        return null;
    }

    private static WeeklyFailedCallSeries toWeeklyCounts(
            String name, List<SimulatedWeek> drawn, int inForce, double left, SplittableRandom random) {
        List<WeeklyFailedCallCount> weeks = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            FailureCount counted = drawn.get(i).counts;
            boolean mended = i >= inForce && left < 1 && counted.failures() > 0;
            long failures = mended
                    ? sampleFrom(BinomialDistribution.of((int) counted.failures(), left), random)
                    : counted.failures();
            weeks.add(new WeeklyFailedCallCount(monday(i), new FailureCount(failures, counted.calls())));
        }
        return new WeeklyFailedCallSeries(name, weeks);
    }

    private static List<SimulatedWeek> sampleSeries(
            PlaceboFailureModel model, double[] shared, SplittableRandom random) {
        double half = (model.dispersion() - 1) / model.failures() / 2;
        double[] drift = randomWalk(shared.length, model.drift(), random);
        double[] callsDrift = randomWalk(shared.length, CALLS_DRIFT, random);
        ContinuousDistribution.Sampler fresh =
                GammaDistribution.of(1 / half, half).createSampler(random::nextLong);
        double kept = Math.sqrt(half) * random.nextGaussian();
        List<SimulatedWeek> drawn = new ArrayList<>();
        for (int week = 0; week < shared.length; week++) {
            double calls = CALLS * Math.exp(callsDrift[week] + CALLS_NOISE * random.nextGaussian());
            int incidents = sampleFrom(PoissonDistribution.of(PlaceboFailureModel.INCIDENTS), random);
            double mean = model.failures()
                    * calls
                    / CALLS
                    * Math.exp(kept - half / 2 + drift[week] + shared[week])
                    * fresh.sample();
            for (int i = 0; i < incidents; i++) {
                mean += model.failures() * Math.exp(PlaceboFailureModel.BURST_SIGMA * random.nextGaussian());
            }
            drawn.add(new SimulatedWeek(new FailureCount(samplePoisson(mean, random), Math.round(calls)), incidents));
            kept = model.memory() * kept
                    + Math.sqrt(half * (1 - model.memory() * model.memory())) * random.nextGaussian();
        }
        return drawn;
    }

    private static double[] randomWalk(int weeks, double step, SplittableRandom random) {
        double[] walk = new double[weeks];
        for (int week = 1; week < weeks; week++) {
            walk[week] = walk[week - 1] + step * random.nextGaussian();
        }
        return walk;
    }

    private static int samplePoisson(double mean, SplittableRandom random) {
        return mean > 0 ? sampleFrom(PoissonDistribution.of(mean), random) : 0;
    }

    private static int sampleFrom(DiscreteDistribution law, SplittableRandom random) {
        return law.createSampler(random::nextLong).sample();
    }

    private static LocalDate monday(int week) {
        return FIRST_MONDAY.plusWeeks(week);
    }
}
