// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.api.DecisionRecordApi.DecisionRecordResponse;
import dev.evenkeel.api.DecisionRecordApi.PutDecisionRecordsRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.files.adr.MadrFolder;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel decision-record import` command: imports a folder of decision records.
@Command(
        description = {
            "Imports the decision records of a folder, all or nothing.",
            "The server stores the texts unchanged and replaces records that it already has.",
            "",
            "Example:",
            "  ./evenkeel decision-record import docs/decisions",
            ""
        },
        footer = "%nExit code: 0, or 1 if the server rejects the request.")
final class DecisionRecordImportCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FOLDER", description = "Folder with files named like 0007-use-quarkus.md.")
    private Path folder = Path.of("");

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        MadrFolder.FolderContents found = readFolder();
        requireNoErrors(folder, found.errors());
        printNotes(found.notes());
        if (found.texts().isEmpty()) {
            throw usageError(folder + " contains no decision records. Their files are named like 0007-use-quarkus.md.");
        }
        var records = api.put(
                "/api/v1/decision-records",
                new PutDecisionRecordsRequest(found.texts(), reason),
                DecisionRecordResponse[].class);
        return new CommandResult(records.body(), TechTextFormatter.formatRecords(records.value()));
    }

    private MadrFolder.FolderContents readFolder() {
        try {
            return MadrFolder.read(folder);
        } catch (IOException e) {
            throw usageError("FOLDER: cannot read " + folder + ": " + IoErrorFormatter.formatReason(e));
        }
    }
}
