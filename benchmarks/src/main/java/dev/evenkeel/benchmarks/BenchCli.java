// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks;

import dev.evenkeel.benchmarks.aatest.AaCommand;
import dev.evenkeel.benchmarks.campaign.CampaignCommand;
import dev.evenkeel.benchmarks.comparison.AllCommand;
import dev.evenkeel.benchmarks.console.ConsoleCommand;
import dev.evenkeel.benchmarks.evaluation.EvaluationCommand;
import dev.evenkeel.benchmarks.evaluation.JmhCommand;
import dev.evenkeel.benchmarks.experiment.ExperimentsCommand;
import dev.evenkeel.benchmarks.guard.GuardCommand;
import dev.evenkeel.benchmarks.load.LoadCommand;
import dev.evenkeel.benchmarks.ofrep.OfrepCommand;
import dev.evenkeel.benchmarks.placebo.ResultsCommand;
import dev.evenkeel.benchmarks.propagation.PropagationCommand;
import dev.evenkeel.benchmarks.ratios.RatiosCommand;
import dev.evenkeel.benchmarks.shadow.ShadowCommand;
import dev.evenkeel.benchmarks.stories.StoriesCommand;
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
            EvaluationCommand.class,
            PropagationCommand.class,
            OfrepCommand.class,
            LoadCommand.class,
            ConsoleCommand.class,
            GuardCommand.class,
            ExperimentsCommand.class,
            RatiosCommand.class,
            ResultsCommand.class,
            StoriesCommand.class,
            CampaignCommand.class,
            ShadowCommand.class,
            AllCommand.class,
            AaCommand.class,
            JmhCommand.class
        })
public final class BenchCli {
    private static final int HELP_WIDTH = 120;

    private BenchCli() {}

    /// Runs one measurement and exits: 0 done, 1 it failed, 2 wrong use.
    ///
    /// @param arguments as typed after `./evenkeel bench`
    public static void main(String[] arguments) {
        String[] given = arguments.length == 0 ? new String[] {"--help"} : arguments;
        System.exit(
                new CommandLine(new BenchCli()).setUsageHelpWidth(HELP_WIDTH).execute(given));
    }
}
