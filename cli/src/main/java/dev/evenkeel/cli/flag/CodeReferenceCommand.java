// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel code-reference` commands: manage uploaded scans of source code for flag keys.
@Command(description = "Manage uploaded scans of source code for flag keys.")
public final class CodeReferenceCommand extends CommandGroup {
    public CodeReferenceCommand() {
        super(
                verb("list", CodeReferenceListCommand.class),
                verb("upload", CodeReferenceUploadCommand.class),
                verb("delete", CodeReferenceDeleteCommand.class));
    }
}
