// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel code-reference` commands: manage uploaded scans of source code for flag keys.
@Command(description = "Manage uploaded scans of source code for flag keys.")
public final class CodeReferenceCommand extends CommandGroup {
    private static final Resource REFERENCES_OF_REPOSITORY = Resource.at("/api/v1/code-references?repository={}")
            .argument("REPOSITORY", "Name of the repository, as shown by code-reference list.");

    public CodeReferenceCommand() {
        super(
                verb("list", CodeReferenceListCommand.class),
                verb("upload", CodeReferenceUploadCommand.class),
                REFERENCES_OF_REPOSITORY
                        .delete("Code references of %s", "deleted")
                        .verb("delete", """
                        Deletes the scan of a repository, for example of one that no longer exists.

                        Example:
                          ./evenkeel code-reference delete payments/core
                        """));
    }
}
