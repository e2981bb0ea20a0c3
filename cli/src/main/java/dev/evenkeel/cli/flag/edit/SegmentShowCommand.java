// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.DeclinedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel segment show` command: shows one segment.
@Command(
        description = {
            "Shows the rule of a segment, and the flags and segments that use it.",
            "",
            "Example:",
            "  ./evenkeel segment show beta-testers",
            ""
        })
final class SegmentShowCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Name of the segment.")
    private String name = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode segment = api.get(environmentPath("/segments"))
                .body()
                .path("segments")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new DeclinedException("No segment \"" + name + "\" in environment " + environment()
                        + ". To list the segments: ./evenkeel segment list"));
        return new CommandResult(
                segment,
                segment.path("rule").toPrettyString() + System.lineSeparator() + "Used by: "
                        + SegmentListCommand.users(segment));
    }
}
