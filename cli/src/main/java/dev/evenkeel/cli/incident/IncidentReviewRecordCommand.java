// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.files.yaml.YamlCodec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel incident review` command: records and closes the review of an incident.
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says what was learned and closes the review. Everything that is still missing is listed.",
            "The record is YAML or JSON: times, trigger, causes, impact, noRelatedChange, wentWell, gotLucky ...",
            "",
            "Example:",
            "  ./evenkeel incident review i-5f0c2b7e9a1d4c38 --record review.yaml",
            ""
        })
final class IncidentReviewRecordCommand extends AbstractIncidentActionCommand {
    @Option(names = "--record", paramLabel = "FILE", description = "What is known; fields left out stay as they are.")
    private @Nullable Path file;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        return postAction(api, "review", file == null ? emptyBody() : read(file));
    }

    private ObjectNode read(Path record) {
        try {
            JsonNode read = ServerApiClient.JSON.readTree(YamlCodec.toJson(readFile("--record", record)));
            if (read instanceof ObjectNode object) {
                return object;
            }
            throw usageError("--record: " + record + " holds no mapping of fields");
        } catch (IllegalArgumentException e) {
            throw usageError("--record: " + record + ": " + e.getMessage());
        }
    }
}
