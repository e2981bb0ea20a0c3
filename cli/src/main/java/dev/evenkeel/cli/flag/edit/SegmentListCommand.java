// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel flag segments` command: lists the segments of an environment and the flags that use them.
@Command(
        name = "segments",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Lists the segments of an environment (flagd's $evaluators), their rules and who uses them.",
            "",
            "Example:",
            "  ./evenkeel flag segments --environment production",
            ""
        })
public final class SegmentListCommand extends AbstractServerCommand {
    public SegmentListCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode answer = api.get(environmentPath("/segments")).body();
        var textTable = new TextTable("SEGMENT", "USED BY", "RULE");
        answer.path("segments")
                .forEach(each -> textTable.addRow(
                        each.path("name").asString(),
                        users(each),
                        each.path("rule").toString()));
        return new CommandResult(answer, textTable.toString());
    }

    private static String users(JsonNode segment) {
        String users = Stream.concat(
                        segment.path("flags").valueStream(),
                        segment.path("segments").valueStream())
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
        return users.isEmpty() ? "nobody" : users;
    }
}
