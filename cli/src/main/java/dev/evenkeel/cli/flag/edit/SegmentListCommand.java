// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel segment list` command: lists the segments of an environment and the flags that use them.
@Command(
        description = {
            "Lists the segments of an environment, their rules, and what uses them.",
            "Segments are the $evaluators of flagd.",
            "",
            "Example:",
            "  ./evenkeel segment list --environment production",
            ""
        })
final class SegmentListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode answer = api.get(environmentPath("/segments")).body();
        var textTable = new TextTable("SEGMENT", "USED BY", "RULE");
        answer.path("segments")
                .forEach(each -> textTable.addRow(
                        each.path("name").asString(),
                        users(each),
                        each.path("rule").toString()));
        return new CommandResult(
                answer,
                answer.path("segments").isEmpty()
                        ? "No segments in environment " + environment()
                                + ". To create one: ./evenkeel segment update NAME FILE"
                        : textTable.toString());
    }

    static String users(JsonNode segment) {
        String users = Stream.concat(
                        segment.path("flags").valueStream(),
                        segment.path("segments").valueStream())
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
        return users.isEmpty() ? "-" : users;
    }
}
