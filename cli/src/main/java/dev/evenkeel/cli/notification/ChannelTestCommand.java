// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel sink test` command: sends a test notification to a channel.
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sends a message that says that it is a test, and waits for the answer. Exit code 0: it was taken; 1: not so.",
            "",
            "Example:",
            "  ./evenkeel sink test payments-oncall",
            ""
        })
final class ChannelTestCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "The sink.")
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
                (delivered ? "The message was taken: " : "The message was not taken: ") + answer.strip(),
                delivered ? 0 : 1);
    }
}
