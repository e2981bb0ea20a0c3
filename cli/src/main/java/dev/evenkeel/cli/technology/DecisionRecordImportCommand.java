// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.files.adr.MadrFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel tech records import` command: imports a folder of decision records.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes the decision records of a folder over, all or none. They are kept as they are written.",
            "",
            "Example:",
            "  ./evenkeel tech records import docs/decisions",
            ""
        },
        footer = "%nExit code: 0, or 1 when the server refuses it.")
final class DecisionRecordImportCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FOLDER", description = "Holds files named like 0007-use-quarkus.md.")
    private Path folder = Path.of("");

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        MadrFolder.FolderContents found = readFolder();
        if (!found.errors().isEmpty()) {
            throw usageError(folder + " cannot be taken over; nothing was changed:\n"
                    + TechApplyCommand.formatErrors(found.errors()));
        }
        found.notes().forEach(note -> err().println("Note: " + note + "."));
        err().flush();
        if (found.texts().isEmpty()) {
            throw usageError(folder + " holds no decision record; they are named like 0007-use-quarkus.md");
        }
        String body = ServerApiClient.JSON.writeValueAsString(Map.of("records", found.texts(), "reason", reason));
        JsonNode records = api.put("/api/v1/decision-records", body, null).body();
        return new CommandResult(records, TechTextFormatter.formatRecords(records));
    }

    private MadrFolder.FolderContents readFolder() {
        try {
            return MadrFolder.read(folder);
        } catch (IOException e) {
            throw usageError("FOLDER: cannot read " + folder + ": " + e);
        }
    }
}
