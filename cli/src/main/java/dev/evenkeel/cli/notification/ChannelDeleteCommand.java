// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel channel delete` command: deletes a channel and its secret.
@Command(
        description = {
            "Deletes a notification channel and its secret. Fails while a notification rule uses it.",
            "",
            "Example:",
            "  ./evenkeel channel delete audit --reason \"moved\"",
            ""
        })
final class ChannelDeleteCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Name of the channel.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        api.delete("/api/v1/notification-channels/" + ServerApiClient.urlEncode(name) + "?reason="
                + ServerApiClient.urlEncode(reason));
        return new CommandResult(
                ServerApiClient.JSON.createObjectNode().put("name", name).put("deleted", true),
                "Channel " + name + " deleted.");
    }
}
