// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel freeze` commands: manage the freeze calendar.
@Command(description = "Manage freeze windows.")
public final class FreezeCommand extends CommandGroup {
    public FreezeCommand() {
        super(
                verb("list", FreezeListCommand.class),
                verb("apply", FreezeApplyCommand.class),
                verb("delete", FreezeDeleteCommand.class),
                verb("import", FreezeImportCommand.class),
                verb("export", FreezeExportCommand.class));
    }
}
