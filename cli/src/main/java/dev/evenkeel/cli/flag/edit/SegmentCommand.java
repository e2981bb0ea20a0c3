// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.SegmentApi.SegmentListResponse;
import dev.evenkeel.api.SegmentApi.SegmentResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// The `evenkeel segment` commands: manage the segments of an environment.
@Command(description = "Manage the segments of an environment.")
public final class SegmentCommand extends CommandGroup {
    private static final Resource SEGMENTS = Resource.inEnvironment("/segments");

    public SegmentCommand() {
        super(
                SEGMENTS.list(SegmentListResponse.class, SegmentCommand::formatList)
                        .verb("list", """
                        Lists the segments of an environment, their rules, and what uses them.
                        Segments are the $evaluators of flagd.

                        Example:
                          ./evenkeel segment list --environment production
                        """),
                verb("show", SegmentShowCommand.class),
                verb("update", SegmentUpdateCommand.class),
                verb("delete", SegmentDeleteCommand.class));
    }

    private static String formatList(SegmentListResponse list, String environment) {
        if (list.segments().isEmpty()) {
            return "No segments in environment " + environment + ". To create one: ./evenkeel segment update NAME FILE";
        }
        var textTable = new TextTable("SEGMENT", "USED BY", "RULE");
        list.segments()
                .forEach(segment -> textTable.addRow(
                        segment.name(), formatUsers(segment), segment.rule().toString()));
        return textTable.toString();
    }

    /// Formats the flags and segments that use a segment.
    static String formatUsers(SegmentResponse segment) {
        String users = Stream.concat(segment.flags().stream(), segment.segments().stream())
                .collect(Collectors.joining(", "));
        return users.isEmpty() ? "-" : users;
    }
}
