// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel segment` commands: manage the segments of an environment.
@Command(description = "Manage the segments of an environment.")
public final class SegmentCommand extends CommandGroup {
    public SegmentCommand() {
        super(
                verb("list", SegmentListCommand.class),
                verb("show", SegmentShowCommand.class),
                verb("update", SegmentUpdateCommand.class),
                verb("delete", SegmentDeleteCommand.class));
    }
}
