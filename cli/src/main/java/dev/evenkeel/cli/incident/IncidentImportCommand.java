// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.ImportIncidentsResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.files.incident.IncidentCsvFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel incident import` command: imports a history of incidents from another system.
@Command(
        description = {
            "Imports incidents from a CSV file, all or none.",
            "A map assigns columns to fields. Importing the same file again changes nothing.",
            "",
            "Example:",
            "  ./evenkeel incident import history.csv --map map.yaml --dry-run",
            ""
        })
final class IncidentImportCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FILE", description = "CSV file; its first row contains the column names.")
    private Path file = Path.of("");

    @Option(
            names = "--map",
            paramLabel = "FILE",
            required = true,
            description = "Map of columns to fields, YAML or JSON.")
    private Path map = Path.of("");

    @Option(names = "--dry-run", description = OptionDescriptions.DRY_RUN)
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        IncidentCsvFile read = IncidentCsvFile.parse(readFile("FILE", file), readFile("--map", map));
        requireNoErrors(file, read.errors());
        ObjectNode body =
                ServerApiClient.JSON.createObjectNode().put("dryRun", dryRun).put("reason", reason);
        ArrayNode incidents = body.putArray("incidents");
        read.incidents().forEach(incidents::add);
        var response = api.post("/api/v1/incidents/import", body.toString(), ImportIncidentsResponse.class);
        ImportIncidentsResponse result = response.value();
        return new CommandResult(
                response.body(),
                (dryRun ? "Dry run: " : "Imported: ") + result.created() + " new, " + result.updated() + " changed, "
                        + result.unchanged() + " unchanged.");
    }
}
