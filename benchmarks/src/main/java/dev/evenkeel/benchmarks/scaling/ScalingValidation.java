// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import dev.evenkeel.benchmarks.scaling.IntakeScenario.BatchContent;
import dev.evenkeel.benchmarks.scaling.IntakeScenario.Machines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The comparison of the simulation with measured runs, on the same two cores for server, database and load generator.
final class ScalingValidation {
    private static final int CORES = 2;
    private static final double SATURATED = 0.85;
    private static final int ROLLOUTS_PER_BATCH = 3;
    private static final int VARIANTS = 2;
    private static final double WARM_UP_SECONDS = 30;
    private static final double FASTEST_SECONDS = 60;
    private static final double SECONDS_OF_MINUTE = 60;

    private final Duration time;
    private final long seed;
    private final List<Comparison> comparisons = new ArrayList<>();

    /// A figure of a run.
    ///
    /// @param bounded whether the simulation must be close. Not for the 99th percentile, which depends on the disk,
    ///     not for latencies when the cores are fully used, and not for Kafka, whose costs are estimates
    record Comparison(String run, String figure, double measured, double simulated, boolean bounded) {
        /// Returns the difference from the measured value, as a share of it.
        double difference() {
            return simulated / measured - 1;
        }
    }

    private ScalingValidation(Duration time, long seed) {
        this.time = time;
        this.seed = seed;
    }

    /// Simulates the measured runs.
    ///
    /// @param time simulated time of each run
    static List<Comparison> compare(List<LoadMeasurement> measurements, Duration time, long seed) {
        var validation = new ScalingValidation(time, seed);
        measurements.forEach(validation::compareRun);
        return List.copyOf(validation.comparisons);
    }

    private void compareRun(LoadMeasurement run) {
        double unitsPerBatch = VARIANTS * ROLLOUTS_PER_BATCH * run.options().units();
        double ofWarmUp = WARM_UP_SECONDS * run.fastestPerSecond() * unitsPerBatch;
        double ofFastest = FASTEST_SECONDS * run.fastestPerSecond() * unitsPerBatch;
        double ofSteady = run.options().minutes() * SECONDS_OF_MINUTE * run.steadyPerSecond() * unitsPerBatch;
        boolean bounded = run.store() == IntakeStore.POSTGRESQL;
        SimulatedIntake steady = simulate(
                run,
                new BatchArrivals.Steady(run.options().connections(), run.steadyPerSecond()),
                cachedShare(ofWarmUp + ofFastest, ofSteady));
        add(run, "server CPU per batch, µs", run.serverMicros(), steady.cpu().serverMicros(), bounded);
        add(
                run,
                "PostgreSQL CPU per batch, µs",
                run.databaseMicros(),
                steady.cpu().databaseMicros(),
                bounded);
        add(run, "transactions per second", run.transactionsPerSecond(), steady.transactionsPerSecond(), bounded);
        add(run, "p50, ms", OptionalDouble.of(run.p50Millis()), steady.answer().p50(), bounded && !isSaturated(steady));
        add(run, "p99, ms", OptionalDouble.of(run.p99Millis()), steady.answer().p99(), false);
        SimulatedIntake fastest =
                simulate(run, new BatchArrivals.Closed(run.options().connections()), cachedShare(ofWarmUp, ofFastest));
        add(
                run,
                "highest rate, batches per second",
                OptionalDouble.of(run.fastestPerSecond()),
                fastest.counts().answered() / (double) time.toSeconds(),
                bounded);
    }

    /* Then latencies depend on small differences in time. */
    private static boolean isSaturated(SimulatedIntake shared) {
        return shared.cpu().server() + shared.cpu().database() > SATURATED;
    }

    private SimulatedIntake simulate(LoadMeasurement run, BatchArrivals arrivals, double cachedShare) {
        return IntakeSimulation.run(
                new IntakeScenario(
                        run.store(),
                        arrivals,
                        new BatchContent(
                                run.options().rollouts(),
                                ROLLOUTS_PER_BATCH,
                                run.options().units(),
                                cachedShare),
                        Machines.sharedCores(CORES),
                        time,
                        seed),
                IntakeCosts.CURRENT);
    }

    /* The share of new units that are stored before the index exceeds the buffers. */
    private static double cachedShare(double before, double added) {
        return Math.clamp((IntakeCosts.CURRENT.cachedUnits() - before) / added, 0, 1);
    }

    private void add(LoadMeasurement run, String figure, OptionalDouble measured, double simulated, boolean bounded) {
        if (measured.isPresent()) {
            comparisons.add(new Comparison(run.name(), figure, measured.getAsDouble(), simulated, bounded));
        }
    }
}
