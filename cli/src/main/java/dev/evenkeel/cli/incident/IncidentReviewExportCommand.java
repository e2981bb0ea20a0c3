// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel incident export` command: exports the review as Markdown.
@Command(
        description = {
            "Prints the review of an incident as Markdown. Marks missing information.",
            "With --json, prints the incident record.",
            "",
            "Example:",
            "  ./evenkeel incident export i-5f0c2b7e9a1d4c38 > review.md",
            ""
        })
final class IncidentReviewExportCommand extends AbstractIncidentActionCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode incident = api.get(incidentPath("")).body();
        return new CommandResult(
                incident, api.getText(incidentPath("/review.md")).stripTrailing());
    }
}
