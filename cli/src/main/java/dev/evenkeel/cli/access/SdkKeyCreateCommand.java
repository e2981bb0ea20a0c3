// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.api.CredentialApi.CreateSdkKeyRequest;
import dev.evenkeel.api.CredentialApi.CreatedSdkKeyResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ExpiryOption;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel sdk-key create` command: creates an SDK key.
@Command(
        description = {
            "Creates an SDK key for an environment and prints it once.",
            "With the key, a service reads the flags of the environment, and reports outcomes, acknowledgements and",
            "reconciliation passes, so its holder can cause or prevent rollbacks. The server stores only its hash.",
            "Without an expiry option, the key does not expire.",
            "",
            "Example:",
            "  ./evenkeel sdk-key create payments --environment production",
            ""
        })
final class SdkKeyCreateCommand extends AbstractServerCommand {
    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "Purpose of the key, such as the name of the service.")
    private @Nullable String name;

    @ArgGroup
    private @Nullable ExpiryOption end;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request = new CreateSdkKeyRequest(name, end == null ? null : end.expiresAt(Clock.systemUTC()));
        var created = api.post(environmentPath("/sdk-keys"), request, CreatedSdkKeyResponse.class);
        return new CommandResult(created.body(), created.value().sdkKey());
    }
}
