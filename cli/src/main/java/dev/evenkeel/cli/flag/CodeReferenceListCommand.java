// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel code-reference list` command: lists the repositories with an uploaded scan.
@Command(
        description = {
            "Lists the repositories with an uploaded scan. Scans apply to all environments.",
            "",
            "Example:",
            "  ./evenkeel code-reference list",
            ""
        })
final class CodeReferenceListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode answer = api.get(CodeReferenceUploadCommand.PATH).body();
        var table = new TextTable("REPOSITORY", "UPLOADED", "FILES", "BYTES");
        answer.path("repositories")
                .forEach(each -> table.addRow(
                        each.path("repository").asString(),
                        each.path("scannedAt").asString(),
                        each.path("files").asString(),
                        each.path("bytes").asString()));
        return new CommandResult(
                answer,
                answer.path("repositories").isEmpty()
                        ? "No code references. To upload a scan: ./evenkeel code-reference upload REPOSITORY FILE"
                        : table.toString());
    }
}
