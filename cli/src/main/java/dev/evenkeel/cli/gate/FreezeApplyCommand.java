// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel freeze apply` command: applies the freeze windows of a file.
@Command(
        description = {
            "Creates or updates the freeze windows of a file, all or none.",
            "Windows that the file omits are kept, unless you pass --prune.",
            "",
            "Example:",
            "  ./evenkeel freeze apply freezes.yaml --prune --reason \"calendar of 2027\"",
            ""
        })
final class FreezeApplyCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FILE", description = "File with freeze windows, YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--prune", description = OptionDescriptions.PRUNE)
    private boolean prune;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode freezes = FreezeCalendarClient.saveWindows(api, readYaml("FILE", file), prune, reason);
        return new CommandResult(freezes, GateTextFormatter.formatFreezes(FreezeCalendarClient.decode(freezes)));
    }
}
