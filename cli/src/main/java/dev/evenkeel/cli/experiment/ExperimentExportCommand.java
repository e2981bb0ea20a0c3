// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel experiment export` command: exports effects and intervals over time.
@Command(
        description = {
            "Exports all analyses of an experiment over time, as CSV or (with --json) as JSON.",
            "",
            "Example:",
            "  ./evenkeel experiment export buy-button > buy-button.csv",
            ""
        })
final class ExperimentExportCommand extends AbstractServerCommand {
    @Parameters(paramLabel = ExperimentResolver.LABEL, description = ExperimentResolver.HELP)
    private String experiment = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String path = ExperimentResolver.resolvePath(api, environment(), experiment);
        return new CommandResult(
                api.get(path + "/interim-analyses").body(),
                api.getText(path + "/interim-analyses.csv").stripTrailing());
    }
}
