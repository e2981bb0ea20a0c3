// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.DeclareIncidentRequest;
import dev.evenkeel.api.IncidentApi.DeclareIncidentResponse;
import dev.evenkeel.api.IncidentApi.IncidentDetailsFields;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.incident.IncidentSeverity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel incident declare` command: declares an incident.
@Command(
        description = {
            "Declares an incident, or joins the open one of the same service and change.",
            "When you join an incident, the higher severity applies. If the incident is already mitigated, the command",
            "opens a new, linked one; --reopen reopens the mitigated one.",
            "",
            "Examples:",
            "  ./evenkeel incident declare --service payments --title \"checkout fails\"",
            "  ./evenkeel incident declare --service payments --title \"booked twice\" --affected p-1,p-2",
            "  ./evenkeel incident declare --template checkout-down",
            "  ./evenkeel incident declare --service payments --title \"fails again\" --reopen i-5f0c2b7e9a1d4c38",
            ""
        })
final class IncidentDeclareCommand extends AbstractServerCommand {
    @Option(
            names = "--template",
            paramLabel = "NAME",
            description = "Template for the options that you omit; ./evenkeel incident templates lists them.")
    private @Nullable String template;

    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.SERVICE)
    private @Nullable String service;

    @Option(names = "--title", paramLabel = "TEXT", description = "Impact on users, in one line.")
    private @Nullable String title;

    @Option(names = "--severity", paramLabel = "SEV", description = "SEV1 to SEV4 (default: set by the server).")
    private @Nullable IncidentSeverity severity;

    @Option(names = "--change", paramLabel = "NAME", description = "Suspected change, such as rollout:r-1.")
    private @Nullable String change;

    @Option(
            names = "--affected",
            paramLabel = "ID",
            split = ",",
            description = "IDs of incorrect transactions. To resolve the incident, each needs a correction.")
    private @Nullable List<String> affected;

    @Option(
            names = "--reopen",
            paramLabel = "ID",
            description = "Mitigated incident to reopen (default: open a new, linked incident).")
    private @Nullable String reopen;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        if (template == null && (service == null || title == null)) {
            throw usageError("--service and --title are missing. Give both, or a --template that contains them."
                    + " The incident was not declared.");
        }
        var request = new DeclareIncidentRequest(
                service, change, affected, template, reopen, IncidentDetailsFields.of(title, severity, null));
        var response = api.post("/api/v1/incidents", request, DeclareIncidentResponse.class);
        printWarnings(response.value().warnings());
        return new CommandResult(response.body(), IncidentTextFormatter.formatDeclared(response.value()));
    }
}
