// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// The `evenkeel line stop` command: pauses releases.
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Stops the line: no rollout starts, advances or completes until it goes. What lowers an exposure goes on.",
            "Without --service it is the line of the whole environment.",
            "",
            "Examples:",
            "  ./evenkeel line stop --reason \"payments fail\"",
            "  ./evenkeel line stop --service payments --environment prod --reason \"payments fail\"",
            ""
        })
final class ReleasePauseCommand extends AbstractServerCommand {
    @Mixin
    private ReleasePauseOptions releasePauseOptions = new ReleasePauseOptions();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode lines = api.post(environmentPath("/releases/pause"), releasePauseOptions.requestBody())
                .body();
        return new CommandResult(lines, GateTextFormatter.formatReleasePauses(lines));
    }
}
