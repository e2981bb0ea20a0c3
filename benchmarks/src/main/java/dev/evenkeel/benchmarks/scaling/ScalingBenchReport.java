// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import static dev.evenkeel.engine.format.QuantityFormatter.formatCount;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.scaling.IntakeScenario.Machines;
import dev.evenkeel.benchmarks.scaling.ProvisioningSearch.Provisioning;
import dev.evenkeel.benchmarks.scaling.ScalingValidation.Comparison;
import java.util.List;
import java.util.stream.Stream;

/// Writer of the report on scaling.
final class ScalingBenchReport {
    /// Largest accepted difference of a bounded figure from the measurement.
    static final double MOST_DIFFERENCE = 0.15;

    private static final double GIGA = 1e9;

    private final BenchmarkReport report;

    /// A row of the table of machines.
    ///
    /// @param processes processes that send batches
    /// @param intervalSeconds seconds between two batches of a process
    record ProvisioningRow(
            int processes, long intervalSeconds, int rollouts, IntakeStore store, Provisioning provisioning) {}

    ScalingBenchReport(BenchmarkReport report) {
        this.report = report;
    }

    /// Writes the comparison with measured runs.
    ///
    /// @return whether each bounded figure is close enough
    boolean writeValidation(List<Comparison> comparisons) {
        double largest = comparisons.stream()
                .filter(Comparison::bounded)
                .mapToDouble(each -> Math.abs(each.difference()))
                .max()
                .orElse(0);
        var goal = new BenchmarkGoal(
                number("each bounded figure is within %.0f%% of the measurement", 100 * MOST_DIFFERENCE),
                number("at most %.1f%%", 100 * largest),
                largest <= MOST_DIFFERENCE);
        report.addGoals(List.of(goal));
        report.addText("""
                ## Validation

                Simulated and measured on the same two cores for server, PostgreSQL and load generator. The constants are
                fitted to these runs, so agreement shows that one set of constants explains all of them, not that it holds
                elsewhere.""");
        report.addText(MarkdownTable.format(
                List.of("run", "figure", "measured", "simulated", "difference", "bounded"),
                comparisons.stream().map(ScalingBenchReport::row).toList()));
        report.addValue("validation", comparisons);
        return goal.met();
    }

    private static List<String> row(Comparison each) {
        return List.of(
                each.run(),
                each.figure(),
                number("%.1f", each.measured()),
                number("%.1f", each.simulated()),
                number("%+.1f%%", 100 * each.difference()),
                each.bounded() ? "yes" : "no");
    }

    /// Writes the limit of each step.
    ///
    /// @param units new units per batch
    void writeLimits(List<StepLimit> limits, int units) {
        report.addText("## Limit of each step\n\nPer second at full use, computed from the costs: with three of nine"
                + " rollouts and " + units + " new units per batch, and without a rollout.");
        report.addText(MarkdownTable.format(
                List.of("step", "with rollouts", "without"),
                limits.stream()
                        .map(each -> List.of(
                                each.step(),
                                formatCount(Math.round(each.withUnits())),
                                each.withoutRollout() == 0 ? "-" : formatCount(Math.round(each.withoutRollout()))))
                        .toList()));
        report.addValue("limits", limits);
    }

    /// Writes the smallest machines.
    void writeProvisioning(List<ProvisioningRow> rows) {
        report.addText("""
                ## What to provision

                The smallest machines found with at most %.0f%% utilisation of each kind of core, %.0f%% of the threads that store
                groups, no rejected batch, and 99%% of responses, commits and decisions within %.0f s. Servers have %d cores.
                Computed by simulation; the costs of Kafka are estimates.""".formatted(
                        100 * ProvisioningSearch.MOST_UTILISATION,
                        100 * ProvisioningSearch.MOST_STORAGE,
                        ProvisioningSearch.MOST_AGE_MILLIS / 1e3,
                        ProvisioningSearch.SERVER_CORES));
        report.addText(MarkdownTable.format(
                List.of(
                        "processes",
                        "interval",
                        "rollouts",
                        "store",
                        "servers",
                        "PostgreSQL cores",
                        "broker cores",
                        "closest limit"),
                rows.stream().map(ScalingBenchReport::machines).toList()));
        writeFigures(rows.stream()
                .filter(row -> row.provisioning().machines().isPresent())
                .toList());
        report.addValue("provisioning", rows);
    }

    private void writeFigures(List<ProvisioningRow> rows) {
        report.addText("On these machines:");
        report.addText(MarkdownTable.format(
                List.of(
                        "processes, interval, store",
                        "batches/s",
                        "transactions/s",
                        "use of server, PostgreSQL, broker cores",
                        "response p50, p99 ms",
                        "stored after p50, p99 ms",
                        "decision age p50, p99 ms",
                        "rejected",
                        "disk, unit index GB/h",
                        "busy storing, guard threads",
                        "stable"),
                rows.stream().map(ScalingBenchReport::figures).toList()));
        report.addText("PostgreSQL cores in use, by cause:");
        report.addText(MarkdownTable.format(
                List.of("processes, interval, store", "transactions", "batches", "units", "evidence", "guard"),
                rows.stream().map(ScalingBenchReport::demand).toList()));
    }

    private static List<String> machines(ProvisioningRow row) {
        Provisioning found = row.provisioning();
        List<String> scenario = List.of(
                formatCount(row.processes()),
                row.intervalSeconds() + " s",
                formatCount(row.rollouts()),
                row.store().label());
        List<String> cells = found.machines()
                .map(machines -> List.of(
                        servers(machines),
                        String.valueOf(machines.databaseCores()),
                        row.store() == IntakeStore.KAFKA ? String.valueOf(machines.brokerCores()) : "-",
                        found.limit().label()))
                .orElseGet(() -> List.of(
                        "not possible with one database",
                        number(
                                "more than %.0f",
                                Math.floor(Math.max(ProvisioningSearch.MOST_DATABASE_CORES, found.databaseCores()))),
                        "-",
                        found.limit().label()));
        return Stream.concat(scenario.stream(), cells.stream()).toList();
    }

    private static String servers(Machines machines) {
        return machines.partitions() == Machines.PARTITIONS
                ? String.valueOf(machines.servers())
                : machines.servers() + ", with " + machines.partitions() + " partitions";
    }

    private static List<String> figures(ProvisioningRow row) {
        SimulatedIntake result = row.provisioning().result().orElseThrow();
        return List.of(
                name(row),
                formatCount(Math.round(result.batchesPerSecond())),
                number("%.0f", result.transactionsPerSecond()),
                percent(result.cpu().server()) + ", " + percent(result.cpu().database()) + ", "
                        + (row.store() == IntakeStore.KAFKA
                                ? percent(result.cpu().broker())
                                : "-"),
                millis(result.answer()),
                millis(result.storage()),
                row.rollouts() == 0 ? "-" : millis(result.decision()),
                percent(result.rejectedShare()),
                number("%.0f, ", result.diskBytesPerHour() / GIGA) + number("%.0f", result.indexBytesPerHour() / GIGA),
                percent(result.threads().storage()) + ", "
                        + percent(result.threads().guard()),
                result.stable() ? "yes" : "no");
    }

    private static List<String> demand(ProvisioningRow row) {
        SimulatedIntake.DatabaseDemand demand =
                row.provisioning().result().orElseThrow().cpu().demand();
        return List.of(
                name(row),
                number("%.2f", demand.transactions()),
                number("%.2f", demand.batches()),
                number("%.2f", demand.units()),
                number("%.2f", demand.evidence()),
                number("%.2f", demand.guard()));
    }

    private static String name(ProvisioningRow row) {
        return formatCount(row.processes()) + ", " + row.intervalSeconds() + " s, "
                + row.store().label();
    }

    private static String percent(double share) {
        return number("%.0f%%", 100 * share);
    }

    private static String millis(SimulatedIntake.Percentiles percentiles) {
        return number("%.0f, ", percentiles.p50()) + number("%.0f", percentiles.p99());
    }

    private static String number(String format, double value) {
        return BenchmarkNumberFormatter.formatNumber(value, format);
    }
}
