// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
import dev.evenkeel.cli.command.ServerCommand;
import dev.evenkeel.files.incident.IncidentCsv;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `evenkeel incident import`: a history from another system.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes incidents of a CSV file over, all or none, by a map that says which field comes from which column.",
            "Importing the same file again changes nothing.",
            "",
            "Example:",
            "  ./evenkeel incident import history.csv --map map.yaml --dry-run",
            ""
        })
final class IncidentImportCommand extends ServerCommand {
    @Parameters(paramLabel = "FILE", description = "CSV; its first row names the columns.")
    private Path file = Path.of("");

    @Option(names = "--map", paramLabel = "FILE", required = true, description = "The map, YAML or JSON.")
    private Path map = Path.of("");

    @Option(names = "--dry-run", description = OptionHelp.DRY_RUN)
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionHelp.REASON)
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        IncidentCsv read = IncidentCsv.read(file("FILE", file), file("--map", map));
        if (!read.faults().isEmpty()) {
            throw misuse(file + " cannot be imported; nothing was changed:\n  " + String.join("\n  ", read.faults()));
        }
        ObjectNode body =
                ServerApi.JSON.createObjectNode().put("dryRun", dryRun).put("reason", reason);
        ArrayNode incidents = body.putArray("incidents");
        read.incidents().forEach(incidents::add);
        JsonNode answer = api.post("/api/v1/incidents/import", body.toString()).body();
        return new Result(
                answer,
                (dryRun ? "Would be: " : "Done: ") + answer.path("created").asString() + " new, "
                        + answer.path("changed").asString() + " changed, "
                        + answer.path("unchanged").asString() + " as they were.");
    }
}
