// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ExpiryOption;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
        ObjectNode order = ServerApiClient.JSON.createObjectNode();
        if (name != null) {
            order.put("name", name);
        }
        if (end != null) {
            order.put("expiresAt", end.expiresAt(Clock.systemUTC()).toString());
        }
        JsonNode made = api.post(environmentPath("/sdk-keys"), order.toString()).body();
        return new CommandResult(made, made.path("sdkKey").asString());
    }
}
