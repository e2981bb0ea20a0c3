// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.api.CredentialApi.CreateApiTokenRequest;
import dev.evenkeel.api.CredentialApi.CreatedApiTokenResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ExpiryOption;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel token create` command: creates an API token.
@Command(
        description = {
            "Creates an API token and prints it once.",
            "The server stores only its hash. A personal token has at most the permissions of its owner. A machine",
            "token belongs to no user and cannot approve; only administrators can create one. Tokens expire within",
            "366 days.",
            "",
            "Example:",
            "  ./evenkeel token create ci-payments --machine --role author@payments --expires-in P90D",
            ""
        })
final class TokenCreateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Purpose of the token, such as the pipeline that uses it.")
    private String name = "";

    @Option(names = "--role", required = true, paramLabel = "ROLE[@SERVICE]", description = OptionDescriptions.ROLE)
    private List<String> roles = List.of();

    @Option(names = "--machine", description = "Create a machine token instead of a personal one.")
    private boolean machine;

    @ArgGroup(multiplicity = "1")
    private @Nullable ExpiryOption end;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request = new CreateApiTokenRequest(
                name, machine, roles, Objects.requireNonNull(end).expiresAt(Clock.systemUTC()));
        var created = api.post("/api/v1/tokens", request, CreatedApiTokenResponse.class);
        return new CommandResult(created.body(), created.value().token());
    }
}
