// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel tech` commands: manage the technology radar and innovation tokens.
@Command(description = "Manage the technology radar and innovation tokens.")
public final class TechCommand extends CommandGroup {
    public TechCommand() {
        super(
                verb("list", TechListCommand.class),
                verb("show", TechShowCommand.class),
                verb("create", TechCreateCommand.class),
                verb("move", TechMoveCommand.class),
                verb("apply", TechApplyCommand.class),
                verb("tokens", TechTokensCommand.class),
                verb("sbom-diff", TechSbomDiffCommand.class));
    }
}
