// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
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

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionHelp.REASON)
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        ServiceFile read = ServiceFile.read(file("FILE", file));
        if (!read.faults().isEmpty()) {
            throw misuse(file + " cannot be applied; nothing was changed:\n"
                    + read.faults().stream()
                            .map(fault -> "  " + fault.pointer() + ": " + fault.message() + "; " + fault.remedy())
                            .collect(Collectors.joining("\n")));
        }
        read.notes().forEach(note -> err().println("Note: " + note + "."));
        err().flush();
        String body = ServerApi.JSON.writeValueAsString(Map.of("services", read.drafts()));
        JsonNode services = api.put("/api/v1/services?reason=" + ServerApi.segment(reason), body, null)
                .body();
        return new Result(services, ServiceText.table(services));
    }
}
