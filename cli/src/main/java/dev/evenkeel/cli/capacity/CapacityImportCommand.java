// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.api.WorkItemApi.ImportWorkItemsRequest;
import dev.evenkeel.api.WorkItemApi.WorkItemImportResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.files.work.WorkItemFile;
import dev.evenkeel.files.work.WorkItemFormat;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel capacity import` command: imports work items from another system.
@Command(
        description = {
            "Imports work items from a file, all or none.",
            "Source and key identify an item; importing the same file again changes nothing.",
            "",
            "Examples:",
            "  gh issue list --state all --limit 5000 --json number,title,labels,createdAt,closedAt > issues.json",
            "  ./evenkeel capacity import issues.json --format github --source github:acme/pay --map map.yaml --dry-run",
            "  ./evenkeel capacity import hours.csv --format csv --source hours --map columns.yaml",
            ""
        })
final class CapacityImportCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FILE", description = "File to import.")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "json, csv, github, gitlab, jira or jira_csv.")
    private WorkItemFormat format = WorkItemFormat.JSON;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            required = true,
            description = "Origin of the items, such as github:acme/pay; separates equal keys of different systems.")
    private String source = "";

    @Option(names = "--map", paramLabel = "FILE", description = "Mapping of columns, labels and kinds, YAML or JSON.")
    private @Nullable Path map;

    @Option(names = "--dry-run", description = OptionDescriptions.DRY_RUN)
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        WorkItemFile read = WorkItemFile.parse(
                format,
                readFile("FILE", file),
                map == null ? "" : readFile("--map", map),
                Clock.systemUTC().instant());
        requireNoErrors(file, read.errors());
        read.notes().forEach(note -> err().println("Skipped: " + note + "."));
        var response = api.post(
                "/api/v1/work-items",
                new ImportWorkItemsRequest(source, read.items(), dryRun, reason),
                WorkItemImportResponse.class);
        WorkItemImportResponse counts = response.value();
        return new CommandResult(
                response.body(),
                (dryRun ? "Dry run: " : "Imported: ") + counts.created() + " created, " + counts.updated()
                        + " updated, " + counts.unchanged() + " unchanged.");
    }
}
