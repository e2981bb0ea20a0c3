// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.files.catalog.ServiceFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel service apply` command: updates the service catalogue from a file.
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sets what a file says of services, all of it or nothing. What it does not speak of stays as it is.",
            "The file is Evenkeel's own (services: by key), OpenSLO of kind Service, or a Backstage catalog-info.yaml.",
            "",
            "Example:",
            "  ./evenkeel service apply services.yaml --reason \"ledger is a service of its own\"",
            ""
        })
final class ServiceApplyCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FILE", description = "YAML or JSON, one document or several.")
    private Path file = Path.of("");

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ServiceFile read = ServiceFile.parse(readFile("FILE", file));
        if (!read.errors().isEmpty()) {
            throw usageError(file + " cannot be applied; nothing was changed:\n"
                    + read.errors().stream()
                            .map(fault -> "  " + fault.pointer() + ": " + fault.message() + "; " + fault.remedy())
                            .collect(Collectors.joining("\n")));
        }
        read.notes().forEach(note -> err().println("Note: " + note + "."));
        err().flush();
        String body = ServerApiClient.JSON.writeValueAsString(Map.of("services", read.patches()));
        JsonNode services = api.put("/api/v1/services?reason=" + ServerApiClient.urlEncode(reason), body, null)
                .body();
        return new CommandResult(services, ServiceTextFormatter.formatTable(services));
    }
}
