// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import dev.evenkeel.benchmarks.report.Goal;
import dev.evenkeel.benchmarks.report.Report;
import dev.evenkeel.benchmarks.report.ResultFolder;
import dev.evenkeel.benchmarks.simulation.Section;
import dev.evenkeel.benchmarks.simulation.SectionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bench guard`.
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
            "Sections: exact, delay, false-alarms, late-onset, peers, rollouts, latency, cost, extremes."
        })
public final class GuardCommand implements Callable<Integer> {
    @Mixin
    private @Nullable SectionOptions options;

    @Mixin
    private @Nullable ResultFolder results;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Draws the two pictures of the documentation there; needs delay and peers.")
    private @Nullable Path pictures;

    /// Created by picocli.
    public GuardCommand() {}

    @Override
    public Integer call() throws IOException {
        var asked = Objects.requireNonNull(options);
        if (pictures != null && !(asked.takes("delay") && asked.takes("peers"))) {
            throw asked.wrongUse("--pictures needs the sections delay and peers");
        }
        var delay = new DelaySection();
        var peers = new PeersSection();
        List<Section> sections = List.of(
                new ExactSection(),
                delay,
                new FalseAlarmSection(),
                new LateOnsetSection(),
                peers,
                new RolloutsSection(),
                new LatencySection(),
                new CostSection(),
                new ExtremesSection());
        var report = new Report("What the guard proves", "./evenkeel bench guard" + asked.arguments());
        List<Goal> goals = asked.run(sections, report);
        Objects.requireNonNull(results).write(report, asked.resultName());
        if (pictures != null) {
            Pictures.delay(delay.cells(), pictures);
            Pictures.falseAlarms(peers.looks(), pictures);
        }
        return goals.stream().allMatch(Goal::met) ? 0 : 1;
    }
}
