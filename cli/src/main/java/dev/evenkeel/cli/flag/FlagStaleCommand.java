// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The `evenkeel flag stale` command: lists flags that can be removed.
@Command(
        name = "stale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the flags of an environment that have done their work, with the reasons and what to do.",
            "",
            "Example:",
            "  ./evenkeel flag stale --environment production --days 60",
            ""
        },
        footer = "%nExit code: 0, or 1 when some flag is stale (not when it is only potentially so).")
public final class FlagStaleCommand extends AbstractServerCommand {
    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long a flag must have been idle, or have served one variant (default 30).")
    private int days;

    @Option(names = "--all", description = "List active flags too.")
    private boolean all;

    public FlagStaleCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode answer = api.get(environmentPath("/stale-flags?days=" + days)).body();
        boolean some = answer.path("flags")
                .valueStream()
                .anyMatch(flag -> flag.path("status").asString("").equals("stale"));
        return new CommandResult(answer, StaleFlagsTextFormatter.format(answer, all), some ? 1 : 0);
    }
}
