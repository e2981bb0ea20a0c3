// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel change` commands: record, import, compare and report changes.
@Command(description = "Record changes from CI/CD, list them, and report their outcomes.")
public final class ChangeCommand extends CommandGroup {
    public ChangeCommand() {
        super(
                verb("list", ChangeListCommand.class),
                verb("record", ChangeRecordCommand.class),
                verb("import", ChangeImportCommand.class),
                verb("compare", ChangeCompareCommand.class),
                verb("outcome", ChangeOutcomeSetCommand.class),
                verb("dora", ChangeDoraCommand.class));
    }
}
