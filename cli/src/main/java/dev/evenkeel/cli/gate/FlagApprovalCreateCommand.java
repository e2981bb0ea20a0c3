// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ActingPersonOption;
import dev.evenkeel.cli.command.ExpiryOption;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel gate approve` command: approves the change of a flag.
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Approves the change of a flag as the flag is now, for seven days unless said otherwise. It counts until the flag",
            "is changed, and not for who changed it last or orders the rollout. It stands in the ledger.",
            "",
            "Examples:",
            "  ./evenkeel gate approve payment-core --person anna --reason \"read the plan\"",
            "  ./evenkeel gate approve payment-core --person anna --for P2D",
            ""
        })
final class FlagApprovalCreateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FLAG", description = "The flag that leads the change.")
    private String flag = "";

    @Mixin
    private ActingPersonOption actingPersonOption = new ActingPersonOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @ArgGroup
    private @Nullable ExpiryOption end;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode order =
                ServerApiClient.JSON.createObjectNode().put("flag", flag).put("reason", reason);
        actingPersonOption.addTo(order);
        if (end != null) {
            order.put("expiresAt", end.expiresAt(Clock.systemUTC()));
        }
        JsonNode given =
                api.post(environmentPath("/approvals"), order.toString()).body();
        String id = given.path("id").asString();
        return new CommandResult(
                given,
                id + ": " + given.path("approvedBy").asString() + " approves the change of " + flag + " until "
                        + given.path("expiresAt").asString() + ". To withdraw it: ./evenkeel gate withdraw " + id);
    }
}
