// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.api.ChangeApi.ChangeImportResponse;
import dev.evenkeel.api.ChangeApi.ImportChangesRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
        var response = api.post(
                "/api/v1/changes/import", new ImportChangesRequest(read.changes()), ChangeImportResponse.class);
        return new CommandResult(response.body(), ChangeTextFormatter.formatImportResult(response.value()));
    }
}
