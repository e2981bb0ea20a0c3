// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import dev.evenkeel.cli.access.KeyCommand;
import dev.evenkeel.cli.access.PersonCommand;
import dev.evenkeel.cli.access.SessionCommand;
import dev.evenkeel.cli.access.TokenCommand;
import dev.evenkeel.cli.access.WhoamiCommand;
import dev.evenkeel.cli.audit.AuditCommand;
import dev.evenkeel.cli.capacity.CapacityCommand;
import dev.evenkeel.cli.change.ChangeCommand;
import dev.evenkeel.cli.demo.DemoCommand;
import dev.evenkeel.cli.doctor.DoctorCommand;
import dev.evenkeel.cli.drill.DrillCommand;
import dev.evenkeel.cli.environment.EnvironmentCommand;
import dev.evenkeel.cli.event.EventCommand;
import dev.evenkeel.cli.event.RouteCommand;
import dev.evenkeel.cli.event.SinkCommand;
import dev.evenkeel.cli.experiment.ExperimentCommand;
import dev.evenkeel.cli.flag.FlagCommand;
import dev.evenkeel.cli.flag.LogicCommand;
import dev.evenkeel.cli.forecast.ForecastCommand;
import dev.evenkeel.cli.gate.FreezeCommand;
import dev.evenkeel.cli.gate.GateCommand;
import dev.evenkeel.cli.gate.LineCommand;
import dev.evenkeel.cli.guard.GuardCommand;
import dev.evenkeel.cli.http.ServerRefusal;
import dev.evenkeel.cli.incident.IncidentCommand;
import dev.evenkeel.cli.manifest.ApplyCommand;
import dev.evenkeel.cli.manifest.DiffCommand;
import dev.evenkeel.cli.manifest.DriftCommand;
import dev.evenkeel.cli.manifest.ExportCommand;
import dev.evenkeel.cli.manifest.SchemaCommand;
import dev.evenkeel.cli.migration.MigrationCommand;
import dev.evenkeel.cli.privacy.PrivacyCommand;
import dev.evenkeel.cli.proposal.ProposalCommand;
import dev.evenkeel.cli.report.ReportCommand;
import dev.evenkeel.cli.risk.RiskCommand;
import dev.evenkeel.cli.rollout.RolloutCommand;
import dev.evenkeel.cli.service.ServiceCommand;
import dev.evenkeel.cli.slo.SloCommand;
import dev.evenkeel.cli.tech.TechCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point of the command line.
@Command(
        name = "evenkeel",
        description = "Ship the new thing without sinking the old one.",
        mixinStandardHelpOptions = true,
        version = "Evenkeel 0.1.0",
        subcommands = {
            ApplyCommand.class,
            AuditCommand.class,
            CapacityCommand.class,
            ChangeCommand.class,
            DemoCommand.class,
            DiffCommand.class,
            DriftCommand.class,
            DoctorCommand.class,
            DrillCommand.class,
            EnvironmentCommand.class,
            EventCommand.class,
            ExperimentCommand.class,
            ExportCommand.class,
            FlagCommand.class,
            ForecastCommand.class,
            FreezeCommand.class,
            GateCommand.class,
            GuardCommand.class,
            KeyCommand.class,
            LineCommand.class,
            IncidentCommand.class,
            LogicCommand.class,
            MigrationCommand.class,
            PersonCommand.class,
            PrivacyCommand.class,
            ProposalCommand.class,
            ReportCommand.class,
            RiskCommand.class,
            RolloutCommand.class,
            RouteCommand.class,
            SchemaCommand.class,
            ServiceCommand.class,
            SessionCommand.class,
            SinkCommand.class,
            SloCommand.class,
            TechCommand.class,
            TokenCommand.class,
            WhoamiCommand.class
        })
public final class EvenkeelCli {
    private static final int UNREACHABLE = 3;
    private static final int HELP_WIDTH = 120;

    private EvenkeelCli() {}

    /// Runs one command and exits: 0 done, 1 the answer is no, 2 wrong use, 3 server not reachable, 130
    /// interrupted.
    ///
    /// @param arguments as typed after `evenkeel`
    public static void main(String[] arguments) {
        /* The library that reads calendars logs; a command has no log, and says so to nobody. */
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.exit(commandLine().setOut(out).execute(arguments));
    }

    /// All commands.
    public static CommandLine commandLine() {
        return new CommandLine(new EvenkeelCli())
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    if (problem instanceof ServerUnreachable unreachable) {
                        command.getErr().println(unreachable.getMessage());
                        return UNREACHABLE;
                    }
                    if (problem instanceof ServerRefusal refusal) {
                        command.getErr().println(refusal.getMessage());
                        return refusal.exitCode();
                    }
                    String misread = misread(problem);
                    if (misread == null) {
                        throw problem;
                    }
                    command.getErr().println(misread);
                    return CommandLine.ExitCode.USAGE;
                });
    }

    /* What is wrong with a file that cannot be read as what it should be; null when it is something else. */
    private static @Nullable String misread(Exception problem) {
        Throwable cause = problem instanceof UncheckedIOException wrapped ? wrapped.getCause() : problem;
        if (cause instanceof CharacterCodingException) {
            return "A file is not text in UTF-8; save it as UTF-8.";
        }
        return cause instanceof InvalidPathException path
                ? "\"" + path.getInput().replaceAll("\\p{Cntrl}", "?") + "\" is no path of a file."
                : null;
    }
}
