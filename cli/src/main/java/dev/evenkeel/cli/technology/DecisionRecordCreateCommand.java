// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.files.adr.DecisionRecord.Section;
import dev.evenkeel.files.adr.MadrCodec;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel decision-record create` command: creates a decision record.
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Creates a decision record (MADR) on the server.",
            "To write it to a folder, run ./evenkeel decision-record export FOLDER.",
            "",
            "Example:",
            "  ./evenkeel decision-record create 0009-use-kafka --title \"Use Kafka for events of the shop\" \\",
            "      --status accepted --decided-by anna --option Kafka --option \"a table\" \\",
            "      --context \"Four services poll the shop.\" --outcome \"Kafka, because the table locks.\"",
            ""
        },
        footer = "%nExit code: 0, or 1 if the server rejects the request.")
final class DecisionRecordCreateCommand extends AbstractServerCommand {
    private static final int SECTION = 2;

    @Parameters(paramLabel = "ID", description = "Permanent ID, such as 0009-use-kafka.")
    private String id = "";

    @Option(names = "--title", paramLabel = "TEXT", required = true, description = "Problem and solution in one line.")
    private String title = "";

    @Option(
            names = "--status",
            paramLabel = "TEXT",
            defaultValue = "proposed",
            description = "Status: proposed (default), accepted, rejected, deprecated, or superseded by another.")
    private String status = "proposed";

    @Option(
            names = "--date",
            paramLabel = "DAY",
            description = "Date of the last change, such as 2026-12-01 (default: today in UTC).")
    private @Nullable LocalDate date;

    @Option(names = "--decided-by", paramLabel = "NAME", description = "Name of a decision maker; can be repeated.")
    private List<String> decisionMakers = List.of();

    @Option(
            names = "--context",
            paramLabel = "TEXT",
            required = true,
            description = "Problem that requires a decision.")
    private String context = "";

    @Option(names = "--option", paramLabel = "TEXT", description = "Considered option; can be repeated.")
    private List<String> options = List.of();

    @Option(names = "--outcome", paramLabel = "TEXT", required = true, description = "Chosen option, with reasons.")
    private String outcome = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        boolean known = api.get("/api/v1/decision-records")
                .body()
                .valueStream()
                .anyMatch(one -> one.path("id").asString().equals(id));
        if (known) {
            throw usageError("Decision record " + id + " already exists. To change it, edit its file and run ./evenkeel"
                    + " decision-record import FOLDER.");
        }
        String body = ServerApiClient.JSON.writeValueAsString(
                Map.of("records", Map.of(id, MadrCodec.encode(buildRecord())), "reason", title));
        JsonNode records = api.put("/api/v1/decision-records", body, null).body();
        return new CommandResult(records, TechTextFormatter.formatRecords(records));
    }

    private DecisionRecord buildRecord() {
        LocalDate day = date == null ? LocalDate.now(ZoneOffset.UTC) : date;
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(SECTION, "Context and Problem Statement", context));
        if (!options.isEmpty()) {
            sections.add(new Section(
                    SECTION,
                    "Considered Options",
                    options.stream().map(option -> "* " + option).collect(Collectors.joining("\n"))));
        }
        sections.add(new Section(SECTION, "Decision Outcome", outcome));
        return new DecisionRecord(
                id,
                title,
                new DecisionRecord.FrontMatter(status, day.toString(), decisionMakers, List.of(), List.of(), Map.of()),
                "",
                sections);
    }
}
