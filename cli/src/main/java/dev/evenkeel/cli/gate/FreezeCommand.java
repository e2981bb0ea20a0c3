// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel freeze` commands: manage the freeze calendar.
@Command(description = "Manage freeze windows.")
public final class FreezeCommand extends CommandGroup {
    private static final Resource WINDOWS = Resource.at(FreezeCalendarClient.FREEZES)
            .argument("NAME", "Name of the window; ./evenkeel freeze list shows it.");

    public FreezeCommand() {
        super(
                WINDOWS.list(
                                JsonNode.class,
                                windows -> GateTextFormatter.formatFreezes(FreezeCalendarClient.decode(windows)))
                        .verb("list", """
                        Lists the freeze windows by name.

                        Example:
                          ./evenkeel freeze list
                        """),
                verb("apply", FreezeApplyCommand.class),
                WINDOWS.delete("Freeze window \"%s\"", "deleted").reason().verb("delete", """
                        Deletes a freeze window. Changes that only this window blocks can proceed.

                        Example:
                          ./evenkeel freeze delete "Busy season" --reason "it ended early"
                        """),
                verb("import", FreezeImportCommand.class),
                verb("export", FreezeExportCommand.class));
    }
}
