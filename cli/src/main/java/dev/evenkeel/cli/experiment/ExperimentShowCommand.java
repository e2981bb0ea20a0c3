// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.api.ExperimentApi.ExperimentDetailResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel experiment show` command: shows the current state of an experiment.
@Command(
        description = {
            "Shows an experiment: its conclusion, effects with intervals, and the split of units.",
            "The intervals stay valid however often you read them.",
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
        var found =
                api.get(ExperimentResolver.resolvePath(api, environment(), experiment), ExperimentDetailResponse.class);
        return new CommandResult(found.body(), ExperimentTextFormatter.format(found.value()));
    }
}
