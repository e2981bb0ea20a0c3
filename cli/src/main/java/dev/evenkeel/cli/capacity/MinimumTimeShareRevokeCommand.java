// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel capacity release` command: ends a rule of minimum capacity before it expires.
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Ends a rule of required capacity before its time.",
            "",
            "Example:",
            "  ./evenkeel capacity release cr-5f0c31a2b4d6e8f0 --reason \"the retries are mended\"",
            ""
        })
final class MinimumTimeShareRevokeCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "ID", description = "The rule.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ServerApiClient.ApiResponse apiResponse = api.delete("/api/v1/capacity/requirements/"
                + ServerApiClient.urlEncode(id) + "?reason=" + ServerApiClient.urlEncode(reason));
        return new CommandResult(apiResponse.body(), id + " is over.");
    }
}
