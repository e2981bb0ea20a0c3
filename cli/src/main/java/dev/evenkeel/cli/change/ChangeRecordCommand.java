// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel change record` command: reports a change.
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Tells of a change that a pipeline carries out: that it began, was completed, aborted or rolled back.",
            "Telling the same again changes nothing.",
            "",
            "Examples:",
            "  ./evenkeel change record payments completed --deployed-in production --source jenkins --id payments#812",
            "  ./evenkeel change record payments rolled_back --deployed-in production --source jenkins --id undo#813",
            ""
        },
        footer = "%nExit code: 0, or 1 when the server refuses it.")
final class ChangeRecordCommand extends AbstractServerCommand {
    /// The reported progress of the change.
    enum ChangeStatus {
        STARTED,
        COMPLETED,
        ABORTED,
        ROLLED_BACK
    }

    @Parameters(index = "0", paramLabel = "SERVICE", description = "Key of the service.")
    private String service = "";

    @Parameters(index = "1", paramLabel = "STATE", description = "${COMPLETION-CANDIDATES}.")
    private ChangeStatus state = ChangeStatus.COMPLETED;

    @Option(names = "--deployed-in", paramLabel = "NAME", required = true, description = OptionDescriptions.DEPLOYED_IN)
    private String deployedIn = "";

    @Option(names = "--source", paramLabel = "NAME", required = true, description = "The system that tells.")
    private String source = "";

    @Option(names = "--id", paramLabel = "ID", required = true, description = "The change's name there.")
    private String id = "";

    @Option(names = "--at", paramLabel = "TIME", description = "When that was (default: now).")
    private @Nullable String at;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "CODE",
            description = "CODE, CONFIG, SCHEMA or INFRASTRUCTURE (default: ${DEFAULT-VALUE}).")
    private String kind = "CODE";

    @Option(names = "--title", paramLabel = "TEXT", description = "What it is, in one line.")
    private @Nullable String title;

    @Option(names = "--author", paramLabel = "NAME", description = "Who made it.")
    private @Nullable String author;

    @Option(names = "--artifact", paramLabel = "NAME", description = "What was deployed: a package, a commit.")
    private @Nullable String artifact;

    @Option(names = "--committed-at", paramLabel = "TIME", description = "When its oldest commit was made.")
    private @Nullable String committedAt;

    @Option(names = "--fixes", paramLabel = "CHANGE", description = "Id of the change that it fixes.")
    private @Nullable String fixes;

    @Option(
            names = "--technology",
            paramLabel = "KEY",
            description = "A technology that it introduces; may be repeated. NONE says that it introduces none.")
    private List<String> technologies = List.of();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode report = ServerApiClient.JSON
                .createObjectNode()
                .put("source", source)
                .put("externalId", id)
                .put("service", service)
                .put("environment", deployedIn)
                .put("kind", kind)
                .put("state", state.name())
                .put(
                        "at",
                        at == null
                                ? Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()
                                : at);
        put(report, "title", title);
        put(report, "author", author);
        put(report, "artifact", artifact);
        put(report, "committedAt", committedAt);
        put(report, "fixes", fixes);
        if (!technologies.isEmpty()) {
            ArrayNode keys = report.putArray("technologies");
            technologies.stream().filter(key -> !key.equals("NONE")).forEach(keys::add);
        }
        JsonNode change = api.post("/api/v1/changes", report.toString()).body();
        return new CommandResult(change, ChangeTextFormatter.formatChange(change));
    }

    private static void put(ObjectNode report, String name, @Nullable String value) {
        if (value != null) {
            report.put(name, value);
        }
    }
}
