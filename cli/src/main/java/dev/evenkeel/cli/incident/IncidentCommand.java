// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel incident`: what concerns incidents.
@Command(
        name = "incident",
        mixinStandardHelpOptions = true,
        description = "Incidents: declares them, leads them to their end, learns from them.",
        subcommands = {
            IncidentListCommand.class,
            IncidentShowCommand.class,
            IncidentDeclareCommand.class,
            IncidentAckCommand.class,
            IncidentHandOverCommand.class,
            IncidentMitigateCommand.class,
            IncidentResolveCommand.class,
            IncidentReviewCommand.class,
            IncidentFollowUpCommand.class,
            IncidentExportCommand.class,
            IncidentCausesCommand.class,
            IncidentQuartersCommand.class,
            IncidentDetectionsCommand.class,
            IncidentCoverageCommand.class,
            IncidentImportCommand.class
        })
public final class IncidentCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public IncidentCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "incident needs a subcommand");
    }
}
