// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.files.catalog.PutServicesRequest;
import dev.evenkeel.files.catalog.ServiceFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel service apply` command: updates the service catalog from a file.
@Command(
        description = {
            "Applies a file to the service catalog, all or nothing.",
            "Services and fields that the file omits stay unchanged. Formats: Evenkeel (services: by key), OpenSLO of",
            "kind Service, and Backstage catalog-info.yaml.",
            "",
            "Example:",
            "  ./evenkeel service apply services.yaml --reason \"ledger is now a separate service\"",
            ""
        })
final class ServiceApplyCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FILE", description = "YAML or JSON file, with one or more documents.")
    private Path file = Path.of("");

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ServiceFile read = ServiceFile.parse(readFile("FILE", file));
        requireNoErrors(file, read.errors());
        printNotes(read.notes());
        var services = api.put(
                "/api/v1/services?reason=" + ServerApiClient.urlEncode(reason),
                new PutServicesRequest(read.patches()),
                Service[].class);
        return new CommandResult(services.body(), ServiceTextFormatter.formatTable(services.value()));
    }
}
