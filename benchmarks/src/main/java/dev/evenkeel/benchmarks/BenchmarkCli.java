// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks;

import dev.evenkeel.benchmarks.availability.AvailabilityBenchCommand;
import dev.evenkeel.benchmarks.campaign.CampaignBenchCommand;
import dev.evenkeel.benchmarks.console.ConsoleBenchCommand;
import dev.evenkeel.benchmarks.evaluation.EvaluationBenchCommand;
import dev.evenkeel.benchmarks.evaluation.JmhBenchCommand;
import dev.evenkeel.benchmarks.experiment.ExperimentsBenchCommand;
import dev.evenkeel.benchmarks.guard.GuardBenchCommand;
import dev.evenkeel.benchmarks.load.LoadBenchCommand;
import dev.evenkeel.benchmarks.load.OverloadBenchCommand;
import dev.evenkeel.benchmarks.ofrep.OfrepBenchCommand;
import dev.evenkeel.benchmarks.placebo.ResultsBenchCommand;
import dev.evenkeel.benchmarks.propagation.PropagationBenchCommand;
import dev.evenkeel.benchmarks.ratios.RatiosBenchCommand;
import dev.evenkeel.benchmarks.scaling.ScalingBenchCommand;
import dev.evenkeel.benchmarks.shadow.ShadowBenchCommand;
import dev.evenkeel.benchmarks.stories.StoriesBenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point of `./evenkeel bench`.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures Evenkeel on this machine and writes what it found, with the machine, the load on it and the",
            "command, to benchmarks/results. docs/reference/benchmarks.md says what each figure means and how to tell",
            "a figure from noise."
        },
        subcommands = {
            EvaluationBenchCommand.class,
            PropagationBenchCommand.class,
            OfrepBenchCommand.class,
            LoadBenchCommand.class,
            OverloadBenchCommand.class,
            AvailabilityBenchCommand.class,
            ScalingBenchCommand.class,
            ConsoleBenchCommand.class,
            GuardBenchCommand.class,
            ExperimentsBenchCommand.class,
            RatiosBenchCommand.class,
            ResultsBenchCommand.class,
            StoriesBenchCommand.class,
            CampaignBenchCommand.class,
            ShadowBenchCommand.class,
            JmhBenchCommand.class
        })
public final class BenchmarkCli {
    private static final int HELP_WIDTH = 120;

    private BenchmarkCli() {}

    /// Runs one benchmark and exits: 0 success, 1 failure, 2 usage error.
    ///
    /// @param arguments as typed after `./evenkeel bench`
    public static void main(String[] arguments) {
        String[] given = arguments.length == 0 ? new String[] {"--help"} : arguments;
        System.exit(new CommandLine(new BenchmarkCli())
                .setUsageHelpWidth(HELP_WIDTH)
                .execute(given));
    }
}
