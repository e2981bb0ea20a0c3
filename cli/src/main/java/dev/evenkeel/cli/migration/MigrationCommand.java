// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.migration;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel migration` commands: show migrations between two stores.
@Command(description = "Show the progress of a data store migration.")
public final class MigrationCommand extends CommandGroup {
    public MigrationCommand() {
        super(verb("show", MigrationShowCommand.class));
    }
}
