// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel incident` commands: declare, manage and review incidents.
@Command(name = "incident", mixinStandardHelpOptions = true, description = "Declare, manage and review incidents.")
public final class IncidentCommand extends CommandGroup {
    public IncidentCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of(
                "list",
                "show",
                "declare",
                "templates",
                "acknowledge",
                "hand-over",
                "mitigate",
                "resolve",
                "review",
                "follow-up",
                "export",
                "trends",
                "import");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new IncidentListCommand();
            case "show" -> new IncidentShowCommand();
            case "declare" -> new IncidentDeclareCommand();
            case "templates" -> new IncidentTemplatesCommand();
            case "acknowledge" -> new IncidentAcknowledgeCommand();
            case "hand-over" -> new IncidentHandOverCommand();
            case "mitigate" -> new IncidentMitigateCommand();
            case "resolve" -> new IncidentResolveCommand();
            case "review" -> new IncidentReviewRecordCommand();
            case "follow-up" -> new FollowUpCommand();
            case "export" -> new IncidentReviewExportCommand();
            case "trends" -> new IncidentTrendsCommand();
            case "import" -> new IncidentImportCommand();
            default -> null;
        };
    }
}
