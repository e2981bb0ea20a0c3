// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.api.FlagUsageApi.EnvironmentFlagStalenessResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel flag stale` command: lists flags that can be removed.
@Command(
        description = {
            "Lists the stale flags of an environment, with the reasons and how to remove each flag.",
            "",
            "Example:",
            "  ./evenkeel flag stale --environment production --days 60",
            ""
        },
        footer = "%nExit code: 0, or 1 if a flag is stale (potentially stale flags do not count).")
public final class FlagStaleCommand extends AbstractServerCommand {
    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "Minimum number of days without use, or with one variant only (default: 30).")
    private int days;

    @Option(names = "--all", description = "Include active flags.")
    private boolean all;

    public FlagStaleCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var response = api.get(environmentPath("/stale-flags?days=" + days), EnvironmentFlagStalenessResponse.class);
        boolean some =
                response.value().flags().stream().anyMatch(flag -> flag.status().equals("stale"));
        return new CommandResult(response.body(), StaleFlagsTextFormatter.format(response.value(), all), some ? 1 : 0);
    }
}
