// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel incident` commands: declare, manage and review incidents.
@Command(description = "Declare, manage and review incidents.")
public final class IncidentCommand extends CommandGroup {
    public IncidentCommand() {
        super(
                verb("list", IncidentListCommand.class),
                verb("show", IncidentShowCommand.class),
                verb("declare", IncidentDeclareCommand.class),
                verb("templates", IncidentTemplatesCommand.class),
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
