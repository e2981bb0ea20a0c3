// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel token list` command: lists API tokens.
@Command(
        description = {
            "Lists your API tokens; administrators see the tokens of all users and machines.",
            "",
            "Example:",
            "  ./evenkeel token list",
            ""
        })
final class TokenListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode tokens = api.get("/api/v1/tokens").body();
        return new CommandResult(tokens, AccessTextFormatter.formatTokens(tokens));
    }
}
