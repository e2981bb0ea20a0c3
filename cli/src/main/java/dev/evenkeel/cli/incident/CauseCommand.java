// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel cause` commands: rank the causes of incidents.
@Command(description = "Rank the causes of incidents by harm and by the savings of a fix.")
public final class CauseCommand extends CommandGroup {
    public CauseCommand() {
        super(verb("list", CauseListCommand.class));
    }
}
