// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.SegmentApi.SegmentListResponse;
import dev.evenkeel.api.SegmentApi.SegmentResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.DeclinedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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
        var list = api.get(environmentPath("/segments"), SegmentListResponse.class);
        SegmentResponse segment = list.value().segments().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DeclinedException("No segment \"" + name + "\" in environment " + environment()
                        + ". To list the segments: ./evenkeel segment list"));
        return new CommandResult(
                list.body().path("segments").get(list.value().segments().indexOf(segment)),
                segment.rule().toPrettyString() + System.lineSeparator() + "Used by: "
                        + SegmentCommand.formatUsers(segment));
    }
}
