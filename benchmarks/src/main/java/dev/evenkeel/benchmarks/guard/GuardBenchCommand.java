// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.simulation.BenchmarkSection;
import dev.evenkeel.benchmarks.simulation.SectionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `bench guard`.
@Command(
        name = "guard",
        mixinStandardHelpOptions = true,
        description = {
            "What the guard proves: false alarms and delays, exactly and by simulation, beside the rules of other tools.",
            "",
            "The guards themselves, on counts that are drawn at random from a seed: the same seed gives the same",
            "figures on every machine; only the times of the section cost are of this one. About 14 minutes of processor",
            "time on all cores, a twentieth of it with --quick, but at least a minute.",
            "",
            "Sections: exact, delay, false-alarms, late-onset, peers, rollouts, latency, cost."
        })
public final class GuardBenchCommand implements Callable<Integer> {
    @Mixin
    private final SectionOptions selection = new SectionOptions();

    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Draws the two pictures of the documentation there; needs delay and peers.")
    private @Nullable Path pictures;

    public GuardBenchCommand() {}

    @Override
    public Integer call() throws IOException {
        if (pictures != null && !(selection.isSelected("delay") && selection.isSelected("peers"))) {
            throw options.validator().error("--pictures needs the sections delay and peers");
        }
        var delay = new DetectionDelaySection();
        var peers = new PeerRulesSection();
        List<BenchmarkSection> sections = List.of(
                new ExactFalseAlarmSection(),
                delay,
                new FalseAlarmSection(),
                new LateOnsetSection(),
                peers,
                new WholeRolloutSection(),
                new LatencyDetectionSection(),
                new TickCostSection());
        var report = new BenchmarkReport("What the guard proves", "./evenkeel bench guard" + selection.arguments());
        List<BenchmarkGoal> goals = selection.run(sections, report);
        options.write(report, selection.resultName());
        if (pictures != null) {
            GuardProofCharts.delay(delay.cells(), pictures);
            GuardProofCharts.falseAlarms(peers.alarmMinutes(), pictures);
        }
        return goals.stream().allMatch(BenchmarkGoal::met) ? 0 : 1;
    }
}
