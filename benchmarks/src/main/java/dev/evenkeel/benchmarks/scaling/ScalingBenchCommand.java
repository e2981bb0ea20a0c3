// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.OptionValidator;
import dev.evenkeel.benchmarks.report.SeedOption;
import dev.evenkeel.benchmarks.scaling.IntakeScenario.BatchContent;
import dev.evenkeel.benchmarks.scaling.IntakeScenario.Machines;
import dev.evenkeel.benchmarks.scaling.ScalingBenchReport.ProvisioningRow;
import dev.evenkeel.benchmarks.scaling.ScalingValidation.Comparison;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `bench scaling`.
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        description = {
            "Computes what to provision for 10,000, 100,000 and 1,000,000 processes, with a simulation of outcome intake.",
            "",
            "Compares the simulation with the measured runs of bench load in benchmarks/results, and computes the limit of",
            "each step. Then searches the smallest machines: with all processes in rollouts, which send a batch per second,",
            "and without a rollout, with a batch per ten seconds; with intake over PostgreSQL and over Kafka.",
            "",
            "Starts no server. The same seed gives the same figures on every machine. Exit code 1 if the simulation differs",
            "too much from the measured runs."
        })
public final class ScalingBenchCommand implements Callable<Integer> {
    private static final List<Integer> PROCESSES = List.of(10_000, 100_000, 1_000_000);
    private static final int ROLLOUTS_PER_BATCH = 3;
    private static final int VARIANTS = 2;
    private static final Duration VALIDATION_TIME = Duration.ofSeconds(30);

    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    @Option(
            names = "--seconds",
            defaultValue = "20",
            paramLabel = "N",
            description = "Simulated time of each scenario, 5 to 300 (default: ${DEFAULT-VALUE}).")
    private int seconds = 20;

    @Option(
            names = "--units",
            defaultValue = "1",
            paramLabel = "N",
            description = "New units of each side of each rollout in a batch, 0 to 1000 (default: ${DEFAULT-VALUE}).")
    private int units = 1;

    @Option(
            names = "--service-size",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Processes that share three rollouts, 100 to 1000000 (default: ${DEFAULT-VALUE}).")
    private int serviceSize = 1_000;

    @Mixin
    private final SeedOption seed = new SeedOption();

    public ScalingBenchCommand() {}

    @Override
    public Integer call() throws IOException {
        OptionValidator validator = options.validator();
        validator.requireRange("--seconds", seconds, 5, 300);
        validator.requireRange("--units", units, 0, 1_000);
        validator.requireRange("--service-size", serviceSize, 100, 1_000_000);
        var report = new BenchmarkReport(
                "Scaling of outcome intake",
                "./evenkeel bench scaling --seconds %d --units %d --service-size %d --seed %d"
                        .formatted(seconds, units, serviceSize, seed.seed()));
        var writer = new ScalingBenchReport(report);
        System.err.println("scaling: validation ...");
        List<Comparison> comparisons = ScalingValidation.compare(
                LoadMeasurement.readAll(BenchmarkOptions.home().resolve("benchmarks/results")),
                VALIDATION_TIME,
                seed.seed());
        boolean met = writer.writeValidation(comparisons);
        int unitsPerBatch = VARIANTS * ROLLOUTS_PER_BATCH * units;
        writer.writeLimits(StepLimit.compute(IntakeCosts.CURRENT, unitsPerBatch), unitsPerBatch);
        writer.writeProvisioning(searchAll());
        report.addValue("costs", IntakeCosts.CURRENT);
        options.write(report, "scaling");
        return met ? 0 : 1;
    }

    private List<ProvisioningRow> searchAll() {
        List<ProvisioningRow> rows = new ArrayList<>();
        for (int processes : PROCESSES) {
            for (IntakeStore store : IntakeStore.values()) {
                int rollouts = ROLLOUTS_PER_BATCH * Math.max(1, processes / serviceSize);
                rows.add(search(store, processes, 1, new BatchContent(rollouts, ROLLOUTS_PER_BATCH, units, 0)));
                rows.add(search(store, processes, 10, new BatchContent(0, 0, 0, 1)));
            }
        }
        return rows;
    }

    private ProvisioningRow search(IntakeStore store, int processes, long interval, BatchContent content) {
        System.err.println("scaling: " + processes + " processes, " + interval + " s, " + store.label() + " ...");
        var scenario = new IntakeScenario(
                store,
                new BatchArrivals.Periodic(processes, Duration.ofSeconds(interval)),
                content,
                Machines.sharedCores(1),
                Duration.ofSeconds(Math.max(seconds, 2 * interval)),
                seed.seed());
        return new ProvisioningRow(
                processes,
                interval,
                content.rollouts(),
                store,
                ProvisioningSearch.search(scenario, IntakeCosts.CURRENT));
    }
}
