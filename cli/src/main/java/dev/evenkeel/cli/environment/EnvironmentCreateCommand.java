// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.environment;

import dev.evenkeel.api.EnvironmentApi.CreateEnvironmentRequest;
import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel environment create` command: creates an environment.
@Command(
        description = {
            "Creates an environment, empty or with a copy of another environment's flags.",
            "",
            "Example:",
            "  ./evenkeel environment create production --from staging",
            ""
        })
final class EnvironmentCreateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Name: letters, digits, dots, dashes and underscores.")
    private String name = "";

    @Option(names = "--from", paramLabel = "NAME", description = "Environment whose flags are copied.")
    private @Nullable String from;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var created = api.post(
                "/api/v1/environments", new CreateEnvironmentRequest(name, from, reason), FlagSetUpdateResult.class);
        int flags = created.value().added().size();
        return new CommandResult(
                created.body(),
                "Environment " + name + " created with " + flags + (flags == 1 ? " flag." : " flags.")
                        + " To create an SDK key: ./evenkeel sdk-key create --environment " + name);
    }
}
