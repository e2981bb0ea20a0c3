// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.api.CredentialApi.ApiTokenResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel token` commands: list, create and revoke API tokens.
@Command(description = "List, create and revoke API tokens.")
public final class TokenCommand extends CommandGroup {
    private static final Resource TOKENS =
            Resource.at("/api/v1/tokens").argument("TOKEN", "ID of the token, as shown by token list.");

    public TokenCommand() {
        super(
                TOKENS.list(ApiTokenResponse[].class, AccessTextFormatter::formatTokens)
                        .verb("list", """
                        Lists your API tokens; administrators see the tokens of all users and machines.

                        Example:
                          ./evenkeel token list
                        """),
                verb("create", TokenCreateCommand.class),
                TOKENS.delete("API token %s", "revoked").verb("revoke", """
                        Revokes an API token. The server rejects it from then on.

                        Example:
                          ./evenkeel token revoke t-5f0c31a2b4d6e8f0
                        """));
    }
}
