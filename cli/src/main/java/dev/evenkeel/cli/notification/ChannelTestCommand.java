// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel channel test` command: sends a test notification to a channel.
@Command(
        description = {
            "Sends a test message to a channel and waits for the response.",
            "Exit code 0 if the message was delivered, otherwise 1.",
            "",
            "Example:",
            "  ./evenkeel channel test payments-oncall",
            ""
        })
final class ChannelTestCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Name of the channel.")
    private String name = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode tested = api.post("/api/v1/notification-channels/" + ServerApiClient.urlEncode(name) + "/test", null)
                .body();
        boolean delivered = tested.path("delivered").asBoolean();
        String answer =
                (tested.path("status").asInt() == 0 ? "" : tested.path("status").asInt() + " ")
                        + tested.path("response").asString();
        return new CommandResult(
                tested,
                (delivered ? "Test message delivered: " : "Test message not delivered: ") + answer.strip(),
                delivered ? 0 : 1);
    }
}
