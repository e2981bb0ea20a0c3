// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentGoal.SingleUnitMetricTotals;
import dev.evenkeel.engine.experiment.ExperimentUnitResult;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.engine.experiment.ImprovementDirection;
import java.util.Map;

/// Units with a covariate, known before the exposure, that correlates with their outcome.
sealed interface CovariatePopulation extends ExperimentPopulation {
    /// Returns the correlation of the covariate with the outcome, in one variant.
    double correlation();

    /// Normal outcomes with mean 100 and standard deviation 20, in a range that hardly cuts them.
    ///
    /// @param known share of the units with a known covariate
    /// @param gain effect of the treatment
    record NormalCovariate(double correlation, double known, double gain) implements CovariatePopulation {
        private static final double MEAN = 100;
        private static final double SPREAD = 20;
        private static final ExperimentGoal GOAL =
                new ExperimentGoal("points", GoalKind.VALUE, 2 * MEAN, ImprovementDirection.HIGHER);

        @Override
        public ExperimentGoal goal() {
            return GOAL;
        }

        @Override
        public double mean(int variant) {
            return MEAN + variant * gain;
        }

        @Override
        public double variance(int variant) {
            return SPREAD * SPREAD;
        }

        @Override
        public ExperimentUnitResult unit(int variant, long number, RandomDraws draws) {
            double before = draws.normal();
            double rest = Math.sqrt(1 - correlation * correlation) * draws.normal();
            double outcome = mean(variant) + SPREAD * (correlation * before + rest);
            double covariate = draws.happens(known) ? before : Double.NaN;
            return new ExperimentUnitResult(
                    variant, covariate, Map.of(GOAL.metric(), new SingleUnitMetricTotals(1, outcome)));
        }
    }

    /// Spending before and during the experiment, both log-normal: a few units are far from the regression
    /// line of the analysis.
    ///
    /// @param logCorrelation correlation of the logarithms
    record SpendCovariate(
            double logCorrelation, CappedLognormalDistribution control, CappedLognormalDistribution treatment)
            implements CovariatePopulation {
        private static final double MEDIAN = 20;
        private static final double SIGMA = 1;
        private static final double CAP = 2_000;
        private static final ExperimentGoal GOAL =
                new ExperimentGoal("spent", GoalKind.VALUE, CAP, ImprovementDirection.HIGHER);

        /// @param factor factor by which the treatment increases spending
        static SpendCovariate times(double factor, double logCorrelation) {
            return new SpendCovariate(
                    logCorrelation,
                    CappedLognormalDistribution.of(MEDIAN, SIGMA, CAP),
                    CappedLognormalDistribution.of(MEDIAN * factor, SIGMA, CAP));
        }

        @Override
        public ExperimentGoal goal() {
            return GOAL;
        }

        @Override
        public double correlation() {
            return Math.expm1(logCorrelation * SIGMA * SIGMA) / Math.expm1(SIGMA * SIGMA);
        }

        @Override
        public double mean(int variant) {
            return now(variant).mean();
        }

        @Override
        public double variance(int variant) {
            return now(variant).variance();
        }

        private CappedLognormalDistribution now(int variant) {
            return variant == 0 ? control : treatment;
        }

        @Override
        public ExperimentUnitResult unit(int variant, long number, RandomDraws draws) {
            double before = draws.normal();
            double now = logCorrelation * before + Math.sqrt(1 - logCorrelation * logCorrelation) * draws.normal();
            return new ExperimentUnitResult(
                    variant,
                    MEDIAN * Math.exp(SIGMA * before),
                    Map.of(
                            GOAL.metric(),
                            new SingleUnitMetricTotals(1, now(variant).valueAt(now))));
        }
    }

    /// Conversions: of the units that bought before, 30% buy now, of the others 5%.
    ///
    /// @param gain effect of the treatment, for all units
    record ReturningBuyerCovariate(double gain) implements CovariatePopulation {
        private static final double BOUGHT_BEFORE = 0.25;
        private static final double OTHERS = 0.05;
        private static final double MORE = 0.25;
        private static final ExperimentGoal GOAL =
                new ExperimentGoal("bought", GoalKind.CONVERSION, 1, ImprovementDirection.HIGHER);

        @Override
        public ExperimentGoal goal() {
            return GOAL;
        }

        @Override
        public double correlation() {
            return MORE * Math.sqrt(BOUGHT_BEFORE * (1 - BOUGHT_BEFORE) / variance(0));
        }

        @Override
        public double mean(int variant) {
            return OTHERS + BOUGHT_BEFORE * MORE + variant * gain;
        }

        @Override
        public double variance(int variant) {
            return mean(variant) * (1 - mean(variant));
        }

        @Override
        public ExperimentUnitResult unit(int variant, long number, RandomDraws draws) {
            boolean bought = draws.happens(BOUGHT_BEFORE);
            boolean buys = draws.happens(OTHERS + (bought ? MORE : 0) + variant * gain);
            return new ExperimentUnitResult(
                    variant, bought ? 1 : 0, buys ? Map.of(GOAL.metric(), new SingleUnitMetricTotals(1, 0)) : Map.of());
        }
    }
}
