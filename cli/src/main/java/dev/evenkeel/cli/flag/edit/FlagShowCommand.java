// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel flag show` command: shows the source definition of one flag.
@Command(
        description = {
            "Shows the definition of a flag as its author wrote it, and its running rollout.",
            "",
            "Example:",
            "  ./evenkeel flag show payment-core",
            ""
        })
public final class FlagShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "KEY", description = "Key of the flag.")
    private String key = "";

    public FlagShowCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode flag = api.get(flagPath(key)).body();
        return new CommandResult(flag, flag.toPrettyString());
    }
}
