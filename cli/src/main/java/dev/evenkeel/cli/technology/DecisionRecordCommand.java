// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel decision-record` commands: manage decision records (MADR).
@Command(description = "List, show, import and export decision records in Markdown (MADR).")
public final class DecisionRecordCommand extends CommandGroup {
    public DecisionRecordCommand() {
        super(
                verb("list", DecisionRecordListCommand.class),
                verb("show", DecisionRecordShowCommand.class),
                verb("import", DecisionRecordImportCommand.class),
                verb("export", DecisionRecordExportCommand.class));
    }
}
