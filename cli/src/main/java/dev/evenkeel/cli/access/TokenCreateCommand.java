// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ExpiryOption;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel token create` command: creates an API token.
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a token and prints it; the server keeps its hash only. It does at most what its roles allow, and a person's",
            "never more than the person may. One for a machine needs an administrator, and never approves.",
            "",
            "Example:",
            "  ./evenkeel token create ci-payments --machine --role author@payments --for P90D",
            ""
        })
final class TokenCreateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "What it is for.")
    private String name = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE[@SERVICE]",
            description = "The most that it may do; may be repeated.")
    private List<String> roles = List.of();

    @Option(names = "--machine", description = "For a machine instead of for you.")
    private boolean machine;

    @ArgGroup(multiplicity = "1")
    private @Nullable ExpiryOption end;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode order = ServerApiClient.JSON
                .createObjectNode()
                .put("name", name)
                .put("machine", machine)
                .put("expiresAt", Objects.requireNonNull(end).expiresAt(Clock.systemUTC()));
        roles.forEach(order.putArray("roles")::add);
        JsonNode made = api.post("/api/v1/tokens", order.toString()).body();
        return new CommandResult(made, made.path("token").asString());
    }
}
