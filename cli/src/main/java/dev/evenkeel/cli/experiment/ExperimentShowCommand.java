// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel experiment show` command: shows the current state of an experiment.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows an experiment: what may be concluded by its rule, each effect with its interval, the split of units. One",
            "may look at any time and as often as one likes: the intervals allow for that.",
            "",
            "Example:",
            "  ./evenkeel experiment show buy-button",
            ""
        })
final class ExperimentShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = ExperimentResolver.LABEL, description = ExperimentResolver.HELP)
    private String experiment = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode found = api.get(ExperimentResolver.resolvePath(api, environment(), experiment))
                .body();
        return new CommandResult(found, ExperimentTextFormatter.format(found));
    }
}
