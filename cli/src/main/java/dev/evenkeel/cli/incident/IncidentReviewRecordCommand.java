// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.IncidentDetailsResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel incident review` command: records and closes the review of an incident.
@Command(
        description = {
            "Records the review of an incident and closes it.",
            "If information is missing, the command lists it and the incident stays open for review. The record is",
            "YAML or JSON: times, trigger, causes, impact, noRelatedChange, wentWell, gotLucky ...",
            "",
            "Example:",
            "  ./evenkeel incident review i-5f0c2b7e9a1d4c38 --record review.yaml",
            ""
        })
final class IncidentReviewRecordCommand extends AbstractIncidentActionCommand {
    @Option(names = "--record", paramLabel = "FILE", description = "Review record. Fields that it omits are unchanged.")
    private @Nullable Path file;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String record = file == null ? "{}" : read(file);
        var response = api.post(incidentPath("/review"), record, IncidentDetailsResponse.class);
        return new CommandResult(
                response.body(),
                IncidentTextFormatter.formatLine(response.value().summary().incident()));
    }

    private String read(Path record) {
        if (readYaml("--record", record) instanceof ObjectNode object) {
            return object.toString();
        }
        throw usageError("--record: " + record + " is not an object. Use fields such as trigger: BINARY_PUSH.");
    }
}
