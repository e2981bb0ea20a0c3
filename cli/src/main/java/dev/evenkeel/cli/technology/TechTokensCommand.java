// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.api.TechnologyApi.InnovationTokensResponse;
import dev.evenkeel.api.TechnologyApi.SetTechnologyPolicyRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.engine.technology.TechnologyPolicy.DeclarationRequirement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel tech tokens` command: shows the innovation tokens in use.
@Command(
        description = {
            "Shows the innovation tokens in use, or sets the token policy.",
            "With --set, omitted options return to their defaults: 3 tokens, 2190 hours, demand NONE.",
            "",
            "Examples:",
            "  ./evenkeel tech tokens",
            "  ./evenkeel tech tokens --set --tokens 2 --demand DECLARATION --reason \"a year without incidents\"",
            ""
        })
final class TechTokensCommand extends AbstractServerCommand {
    @Option(names = "--set", description = "Set the token policy.")
    private boolean set;

    @Option(names = "--tokens", paramLabel = "N", description = "Number of tokens, 0 to 100.")
    private @Nullable Integer tokens;

    @Option(
            names = "--hours",
            paramLabel = "N",
            description = "Running hours after which a technology returns its token.")
    private @Nullable Double hours;

    @Option(
            names = "--demand",
            paramLabel = "WHAT",
            description = "What changes must provide: NONE, DECLARATION, or SBOM (a declaration and an SBOM).")
    private @Nullable DeclarationRequirement demand;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private @Nullable String reason;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        if (set) {
            api.put(
                    "/api/v1/technology-policy",
                    new SetTechnologyPolicyRequest(tokens, hours, demand, reason),
                    TechnologyPolicy.class);
        } else if (tokens != null || hours != null || demand != null || reason != null) {
            throw usageError("--tokens, --hours, --demand and --reason require --set. The policy was not changed.");
        }
        var response = api.get("/api/v1/innovation-tokens", InnovationTokensResponse.class);
        return new CommandResult(response.body(), TechTextFormatter.formatTokens(response.value()));
    }
}
