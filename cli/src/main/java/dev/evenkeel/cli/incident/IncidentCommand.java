// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.IncidentDetailsResponse;
import dev.evenkeel.api.IncidentTemplateApi.IncidentTemplateResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel incident` commands: declare, manage and review incidents.
@Command(description = "Declare, manage and review incidents.")
public final class IncidentCommand extends CommandGroup {
    private static final Resource INCIDENTS = Resource.at("/api/v1/incidents")
            .argument("INCIDENT", "ID of the incident; ./evenkeel incident list shows it.");

    public IncidentCommand() {
        super(
                verb("list", IncidentListCommand.class),
                INCIDENTS
                        .show(IncidentDetailsResponse.class, IncidentTextFormatter::formatIncident)
                        .verb("show", """
                        Shows an incident: roles, times, suspected changes, missing information and timeline.

                        Example:
                          ./evenkeel incident show i-5f0c2b7e9a1d4c38
                        """),
                verb("declare", IncidentDeclareCommand.class),
                Resource.at("/api/v1/incident-templates")
                        .list(IncidentTemplateResponse[].class, IncidentTextFormatter::formatTemplates)
                        .verb("templates", """
                        Lists the incident templates.
                        To add one, apply a file of kind IncidentTemplate with ./evenkeel apply.

                        Example:
                          ./evenkeel incident templates
                        """),
                verb("acknowledge", IncidentAcknowledgeCommand.class),
                verb("hand-over", IncidentHandOverCommand.class),
                verb("mitigate", IncidentMitigateCommand.class),
                verb("resolve", IncidentResolveCommand.class),
                verb("review", IncidentReviewRecordCommand.class),
                verb("follow-up", FollowUpCommand.class),
                verb("export", IncidentReviewExportCommand.class),
                verb("trends", IncidentTrendsCommand.class),
                verb("import", IncidentImportCommand.class));
    }
}
