// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.api.FlagUsageApi.CodeScanListResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import dev.evenkeel.cli.terminal.TextTable;
import picocli.CommandLine.Command;

/// The `evenkeel code-reference` commands: manage uploaded scans of source code for flag keys.
@Command(description = "Manage uploaded scans of source code for flag keys.")
public final class CodeReferenceCommand extends CommandGroup {
    private static final Resource REFERENCES_OF_REPOSITORY = Resource.at("/api/v1/code-references?repository={}")
            .argument("REPOSITORY", "Name of the repository, as shown by code-reference list.");

    public CodeReferenceCommand() {
        super(
                Resource.at(CodeReferenceUploadCommand.PATH)
                        .list(CodeScanListResponse.class, CodeReferenceCommand::format)
                        .verb("list", """
                        Lists the repositories with an uploaded scan. Scans apply to all environments.

                        Example:
                          ./evenkeel code-reference list
                        """),
                verb("upload", CodeReferenceUploadCommand.class),
                REFERENCES_OF_REPOSITORY
                        .delete("Code references of %s", "deleted")
                        .verb("delete", """
                        Deletes the scan of a repository, for example of one that no longer exists.

                        Example:
                          ./evenkeel code-reference delete payments/core
                        """));
    }

    private static String format(CodeScanListResponse list) {
        if (list.repositories().isEmpty()) {
            return "No code references. To upload a scan: ./evenkeel code-reference upload REPOSITORY FILE";
        }
        var textTable = new TextTable("REPOSITORY", "UPLOADED", "FILES", "BYTES");
        list.repositories()
                .forEach(scan -> textTable.addRow(
                        scan.repository(),
                        scan.scannedAt().toString(),
                        Long.toString(scan.files()),
                        Long.toString(scan.bytes())));
        return textTable.toString();
    }
}
