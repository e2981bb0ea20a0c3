// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel freeze delete` command: deletes a freeze window.
@Command(
        description = {
            "Deletes a freeze window. Changes that only this window blocks can proceed.",
            "",
            "Example:",
            "  ./evenkeel freeze delete \"Busy season\" --reason \"it ended early\"",
            ""
        })
final class FreezeDeleteCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Name of the window; ./evenkeel freeze list shows it.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        api.delete(FreezeCalendarClient.FREEZES + "/" + ServerApiClient.urlEncode(name) + "?reason="
                + ServerApiClient.urlEncode(reason));
        return new CommandResult(
                ServerApiClient.JSON.createObjectNode().put("name", name).put("deleted", true),
                "Freeze window \"" + name + "\" deleted.");
    }
}
