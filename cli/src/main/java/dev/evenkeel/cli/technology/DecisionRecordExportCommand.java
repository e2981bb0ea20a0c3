// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.api.DecisionRecordApi.DecisionRecordDetailsResponse;
import dev.evenkeel.api.DecisionRecordApi.DecisionRecordResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.files.adr.MadrFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel decision-record export` command: exports the decision records to a folder.
@Command(
        description = {
            "Writes the decision records of the server to a folder, one file each.",
            "Other files in the folder stay unchanged.",
            "",
            "Example:",
            "  ./evenkeel decision-record export docs/decisions",
            ""
        })
final class DecisionRecordExportCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FOLDER", description = "Folder to write to; created if it does not exist.")
    private Path folder = Path.of("");

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (DecisionRecordResponse one : api.get("/api/v1/decision-records", DecisionRecordResponse[].class)
                .value()) {
            var record = api.get(
                    "/api/v1/decision-records/" + ServerApiClient.urlEncode(one.id()),
                    DecisionRecordDetailsResponse.class);
            texts.put(one.id(), record.value().text());
        }
        List<String> written = write(texts);
        ObjectNode answer = ServerApiClient.JSON.createObjectNode().put("records", texts.size());
        answer.set("written", ServerApiClient.JSON.valueToTree(written));
        return new CommandResult(
                answer,
                written.isEmpty()
                        ? texts.size() + " decision records; " + folder + " is up to date."
                        : "Wrote " + written.size() + " of " + texts.size() + " decision records to " + folder + ": "
                                + String.join(", ", written) + ".");
    }

    private List<String> write(Map<String, String> texts) {
        try {
            return MadrFolder.write(folder, texts);
        } catch (IOException e) {
            throw usageError("FOLDER: cannot write to " + folder + ": " + IoErrorFormatter.formatReason(e));
        }
    }
}
