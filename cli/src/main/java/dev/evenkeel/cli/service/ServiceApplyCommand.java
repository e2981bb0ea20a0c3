// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.ServerCommand;
import dev.evenkeel.files.catalog.ServiceFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel service apply`: describes services to a server as a file does.
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
final class ServiceApplyCommand extends ServerCommand {
    @Parameters(paramLabel = "FILE", description = "YAML or JSON, one document or several.")
    private Path file = Path.of("");

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        ServiceFile read = ServiceFile.read(file("FILE", file));
        if (!read.faults().isEmpty()) {
            throw misuse(file + " cannot be applied; nothing was changed:\n"
                    + read.faults().stream()
                            .map(fault -> "  " + fault.pointer() + ": " + fault.message() + "; " + fault.remedy())
                            .collect(Collectors.joining("\n")));
        }
        read.notes().forEach(note -> err().println("Note: " + note + "."));
        err().flush();
        String body = ServerApiClient.JSON.writeValueAsString(Map.of("services", read.drafts()));
        JsonNode services = api.put("/api/v1/services?reason=" + ServerApiClient.segment(reason), body, null)
                .body();
        return new CommandResult(services, ServiceTextFormatter.table(services));
    }
}
