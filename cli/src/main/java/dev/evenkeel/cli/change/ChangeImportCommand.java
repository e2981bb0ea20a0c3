// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.files.change.ChangeCsvFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel change import` command: imports a history of changes from another system.
@Command(
        description = {
            "Imports changes from a CSV file, all or none.",
            "The first row contains the field names. externalId, service, environment and at are required; state",
            "defaults to COMPLETED. Importing the same file again changes nothing.",
            "",
            "Example:",
            "  ./evenkeel change import deployments.csv --source spinnaker",
            ""
        })
final class ChangeImportCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FILE", description = "CSV file.")
    private Path file = Path.of("");

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "csv",
            description = "Source of the changes, if the file has no column source (default: ${DEFAULT-VALUE}).")
    private String source = "csv";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ChangeCsvFile read = ChangeCsvFile.parse(readFile("FILE", file), source);
        requireNoErrors(file, read.errors());
        ObjectNode body = ServerApiClient.JSON.createObjectNode();
        ArrayNode changes = body.putArray("changes");
        read.changes().forEach(changes::add);
        JsonNode answer = api.post("/api/v1/changes/import", body.toString()).body();
        return new CommandResult(answer, ChangeTextFormatter.formatImportResult(answer));
    }
}
