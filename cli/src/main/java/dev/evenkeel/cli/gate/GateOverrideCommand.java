// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ExpiryOption;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.time.Clock;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel gate override` command: overrides a gate for the changes of a flag.
@Command(
        name = "override",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lets changes of a flag past a gate until a moment. It stands in the ledger, and with every step that goes on by it.",
            "",
            "Examples:",
            "  ./evenkeel gate override payment-core --gate freeze --class hotfix --for PT2H --reason \"customers cannot pay\"",
            "  ./evenkeel gate override payment-core --gate release-pause --class security --until 2026-12-01T18:00:00Z --reason CVE",
            ""
        })
final class GateOverrideCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FLAG", description = "The flag that leads the change.")
    private String flag = "";

    @Option(names = "--gate", paramLabel = "NAME", required = true, description = "The gate; change gates lists them.")
    private String gate = "";

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            required = true,
            description = "What sort of change does that: hotfix, security, or what else the policy allows.")
    private String changeClass = "";

    @ArgGroup(multiplicity = "1")
    private ExpiryOption end = new ExpiryOption();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Option(
            names = "--new-flag",
            description =
                    "The flag does not exist yet: lets its creation past the gate, in an environment that is frozen"
                            + " or stopped.")
    private boolean newFlag;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode order = ServerApiClient.JSON
                .createObjectNode()
                .put("gate", gate)
                .put("changeClass", changeClass)
                .put("reason", reason)
                .put("expiresAt", end.expiresAt(Clock.systemUTC()));
        if (newFlag) {
            order.put("newFlag", true);
        }
        JsonNode made =
                api.post(flagPath(flag) + "/gate-overrides", order.toString()).body();
        return new CommandResult(
                made,
                made.path("id").asString() + " lets changes of " + flag + " past gate " + gate + " until "
                        + made.path("expiresAt").asString() + ". To end it before: ./evenkeel gate end "
                        + made.path("id").asString());
    }
}
