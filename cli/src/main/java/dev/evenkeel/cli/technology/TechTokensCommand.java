// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.ServerCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `evenkeel tech tokens`: what novelty may still be spent.
@Command(
        name = "tokens",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows who holds the innovation tokens and how many are left, or sets how many there are.",
            "What is left out with --set is set to its default: 3 tokens, 2190 hours, demand NOTHING.",
            "",
            "Examples:",
            "  ./evenkeel tech tokens",
            "  ./evenkeel tech tokens --set --tokens 2 --demand DECLARATION --reason \"a year of calm\"",
            ""
        })
final class TechTokensCommand extends ServerCommand {
    @Option(names = "--set", description = "Set the policy.")
    private boolean set;

    @Option(names = "--tokens", paramLabel = "N", description = "How many there are, 0 to 100.")
    private @Nullable Integer tokens;

    @Option(names = "--hours", paramLabel = "N", description = "Own running hours that end a lack of history.")
    private @Nullable Double hours;

    @Option(
            names = "--demand",
            paramLabel = "WHAT",
            description = "What a change has to say: NOTHING, DECLARATION, or SBOM, which asks for both.")
    private @Nullable String demand;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private @Nullable String reason;

    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        if (set) {
            api.put("/api/v1/technology-policy", policy().toString(), null);
        } else if (tokens != null || hours != null || demand != null || reason != null) {
            throw misuse("--tokens, --hours, --demand and --reason go with --set");
        }
        JsonNode answer = api.get("/api/v1/technology-tokens").body();
        return new CommandResult(answer, TechTextFormatter.tokens(answer));
    }

    private ObjectNode policy() {
        ObjectNode policy = ServerApiClient.JSON.createObjectNode();
        if (tokens != null) {
            policy.put("tokens", tokens);
        }
        if (hours != null) {
            policy.put("novelBelowHours", hours);
        }
        TechMoveCommand.put(policy, "demand", demand);
        TechMoveCommand.put(policy, "reason", reason);
        return policy;
    }
}
