// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import dev.evenkeel.cli.access.SdkKeyCommand;
import dev.evenkeel.cli.access.TokenCommand;
import dev.evenkeel.cli.access.UserCommand;
import dev.evenkeel.cli.access.UserSessionCommand;
import dev.evenkeel.cli.access.WhoamiCommand;
import dev.evenkeel.cli.audit.AuditCommand;
import dev.evenkeel.cli.capacity.CapacityCommand;
import dev.evenkeel.cli.change.ChangeCommand;
import dev.evenkeel.cli.client.InvalidProfileException;
import dev.evenkeel.cli.client.ServerRejectionException;
import dev.evenkeel.cli.client.ServerUnreachableException;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.DeclinedException;
import dev.evenkeel.cli.command.GlobalProfileOptionProvider;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.SecretArgumentWarning;
import dev.evenkeel.cli.command.WaitTimeoutException;
import dev.evenkeel.cli.doctor.DoctorCommand;
import dev.evenkeel.cli.drill.DrillCommand;
import dev.evenkeel.cli.drill.RollbackPlanCommand;
import dev.evenkeel.cli.environment.ClientCommand;
import dev.evenkeel.cli.environment.EnvironmentCommand;
import dev.evenkeel.cli.experiment.ExperimentCommand;
import dev.evenkeel.cli.flag.CodeReferenceCommand;
import dev.evenkeel.cli.flag.FlagCommand;
import dev.evenkeel.cli.flag.JsonLogicEvaluateCommand;
import dev.evenkeel.cli.flag.edit.SegmentCommand;
import dev.evenkeel.cli.forecast.ForecastCommand;
import dev.evenkeel.cli.gate.ApprovalCommand;
import dev.evenkeel.cli.gate.FreezeCommand;
import dev.evenkeel.cli.gate.GateCommand;
import dev.evenkeel.cli.gate.OverrideCommand;
import dev.evenkeel.cli.gate.ReleaseCommand;
import dev.evenkeel.cli.guard.GuardCommand;
import dev.evenkeel.cli.incident.CauseCommand;
import dev.evenkeel.cli.incident.DetectionDrillCommand;
import dev.evenkeel.cli.incident.IncidentCommand;
import dev.evenkeel.cli.manifest.ApplyCommand;
import dev.evenkeel.cli.manifest.DiffCommand;
import dev.evenkeel.cli.manifest.DriftCommand;
import dev.evenkeel.cli.manifest.ExportCommand;
import dev.evenkeel.cli.manifest.SchemaCommand;
import dev.evenkeel.cli.migration.MigrationCommand;
import dev.evenkeel.cli.notification.ChannelCommand;
import dev.evenkeel.cli.notification.EventCommand;
import dev.evenkeel.cli.notification.NotificationRuleCommand;
import dev.evenkeel.cli.privacy.PrivacyCommand;
import dev.evenkeel.cli.profile.ProfileCommand;
import dev.evenkeel.cli.proposal.ProposalCommand;
import dev.evenkeel.cli.report.ReportCommand;
import dev.evenkeel.cli.risk.AssessmentCommand;
import dev.evenkeel.cli.risk.RiskCommand;
import dev.evenkeel.cli.rollout.RolloutCommand;
import dev.evenkeel.cli.service.ServiceCommand;
import dev.evenkeel.cli.slo.SloCommand;
import dev.evenkeel.cli.technology.DecisionRecordCommand;
import dev.evenkeel.cli.technology.TechCommand;
import dev.evenkeel.cli.terminal.Terminal;
import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import dev.evenkeel.files.output.ProgramName;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The entry point of the command line.
@Command(
        name = "evenkeel",
        description = {
            "Manages feature flags, guarded rollouts, SLO gates, incidents and change risk.",
            "",
            "Example:",
            "  ./evenkeel rollout start payment-core --candidate modern --plan fast --reason \"modern core\" --wait",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = EvenkeelCli.VersionProvider.class,
        footer = {
            "",
            "Exit codes: 0 success, 1 negative result, 2 usage error, 3 server not reachable, 124 --timeout expired,",
            "130 interrupted."
        })
public final class EvenkeelCli extends CommandGroup implements GlobalProfileOptionProvider {
    /// The option that is allowed before the noun as well as after the verb.
    static final String PROFILE = "--profile";

    private static final OptionalCommandLoader INSTALLED =
            new OptionalCommandLoader(EvenkeelCli.class.getClassLoader());
    private static final String DEMO = "dev.evenkeel.examples.demo.DemoCommand";
    private static final int UNREACHABLE = 3;
    private static final int HELP_WIDTH = 120;
    private static final Pattern INVALID_VALUE =
            Pattern.compile("(?s)(.*): cannot convert '(.*)' to (?:class )?(?:[a-z]+\\.)*(\\w+) \\(.*\\)");

    private static final CommandSection RELEASE = section(
            "Release",
            verb("flag", FlagCommand.class),
            verb("segment", SegmentCommand.class),
            verb("code-reference", CodeReferenceCommand.class),
            verb("rollout", RolloutCommand.class),
            verb("experiment", ExperimentCommand.class),
            verb("migration", MigrationCommand.class),
            verb("proposal", ProposalCommand.class),
            verb("guard", GuardCommand.class),
            verb("logic", JsonLogicEvaluateCommand.class));
    private static final CommandSection CHANGE_CONTROL = section(
            "Change control",
            verb("gate", GateCommand.class),
            verb("approval", ApprovalCommand.class),
            verb("override", OverrideCommand.class),
            verb("freeze", FreezeCommand.class),
            verb("release", ReleaseCommand.class),
            verb("drill", DrillCommand.class),
            verb("rollback-plan", RollbackPlanCommand.class),
            verb("change", ChangeCommand.class));
    private static final CommandSection RELIABILITY = section(
            "Reliability",
            verb("slo", SloCommand.class),
            verb("incident", IncidentCommand.class),
            verb("cause", CauseCommand.class),
            verb("detection-drill", DetectionDrillCommand.class),
            verb("event", EventCommand.class),
            verb("service", ServiceCommand.class));
    private static final CommandSection PLANNING = section(
            "Planning",
            verb("risk", RiskCommand.class),
            verb("assessment", AssessmentCommand.class),
            verb("report", ReportCommand.class),
            verb("forecast", ForecastCommand.class),
            verb("capacity", CapacityCommand.class),
            verb("tech", TechCommand.class),
            verb("decision-record", DecisionRecordCommand.class));
    private static final CommandSection CONFIGURATION_AS_CODE = section(
            "Configuration as code",
            verb("apply", ApplyCommand.class),
            verb("diff", DiffCommand.class),
            verb("drift", DriftCommand.class),
            verb("export", ExportCommand.class),
            verb("schema", SchemaCommand.class));
    private static final CommandSection ADMINISTRATION = section(
            "Administration",
            verb("environment", EnvironmentCommand.class),
            verb("client", ClientCommand.class),
            verb("user", UserCommand.class),
            verb("token", TokenCommand.class),
            verb("sdk-key", SdkKeyCommand.class),
            verb("session", UserSessionCommand.class),
            verb("channel", ChannelCommand.class),
            verb("notification-rule", NotificationRuleCommand.class),
            verb("audit", AuditCommand.class),
            verb("privacy", PrivacyCommand.class));

    @Option(names = PROFILE, paramLabel = "NAME", description = OptionDescriptions.PROFILE)
    private @Nullable String profile;

    private EvenkeelCli(OptionalCommandLoader optionalCommands) {
        super(
                section(
                        "Start",
                        verb("demo", () -> optionalCommands.load(DEMO).orElseGet(MissingDemoCommand::new)),
                        verb("doctor", DoctorCommand.class),
                        verb("whoami", WhoamiCommand.class),
                        verb("profile", ProfileCommand.class),
                        verb("completion", CompletionCommand.class)),
                RELEASE,
                CHANGE_CONTROL,
                RELIABILITY,
                PLANNING,
                CONFIGURATION_AS_CODE,
                ADMINISTRATION);
    }

    /// Runs one command and exits: 0 success, 1 negative result, 2 usage error, 3 server unreachable, 124
    /// timeout of a wait, 130 interrupted.
    ///
    /// @param arguments as typed after `evenkeel`
    public static void main(String[] arguments) {
        /* The iCalendar library logs; a command has no log, and suppresses the warning about it. */
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.exit(commandLine(arguments)
                .setOut(out)
                .setExecutionStrategy(SecretArgumentWarning::warnAndRun)
                .execute(arguments));
    }

    /// The version of the jar that contains this class; without a jar, there is none.
    static final class VersionProvider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "Evenkeel "
                        + Objects.requireNonNullElse(
                                EvenkeelCli.class.getPackage().getImplementationVersion(), "(development build)")
            };
        }
    }

    /// Builds the command line with all commands.
    public static CommandLine commandLine() {
        return configure(CommandTreeBuilder.buildAll(new EvenkeelCli(INSTALLED)));
    }

    /// Builds the command line with the commands that a call needs.
    ///
    /// @param arguments as typed after `evenkeel`
    public static CommandLine commandLine(String... arguments) {
        return commandLine(INSTALLED, arguments);
    }

    /// As [#commandLine(String...)].
    ///
    /// @param optionalCommands loads the commands that some installations lack
    static CommandLine commandLine(OptionalCommandLoader optionalCommands, String... arguments) {
        return configure(CommandTreeBuilder.buildFor(new EvenkeelCli(optionalCommands), arguments));
    }

    @Override
    public @Nullable String profile() {
        return profile;
    }

    private static CommandLine configure(CommandLine tree) {
        Map<String, IHelpSectionRenderer> sections = new HashMap<>(tree.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandListRenderer());
        sections.replaceAll((name, section) -> help -> ProgramName.replaceIn(section.render(help)));
        return tree.setHelpSectionMap(sections)
                .setColorScheme(Help.defaultColorScheme(Terminal.hasColours() ? Ansi.ON : Ansi.OFF))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((problem, arguments) -> handleUsageError(problem))
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    CommandFailure failure = failure(problem);
                    command.getErr().println(TerminalTextSanitizer.sanitize(ProgramName.replaceIn(failure.message())));
                    return failure.exitCode();
                });
    }

    /* A group without a command shows its commands; any other error shows one line and where to find help. */
    private static int handleUsageError(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme()
                .errorText(TerminalTextSanitizer.sanitize(ProgramName.replaceIn(describe(problem)))));
        boolean isSuggested = UnmatchedArgumentException.printSuggestions(problem, err);
        if (!isSuggested && command.getCommandSpec().userObject() instanceof CommandGroup) {
            command.usage(err, command.getColorScheme());
        } else {
            err.println(
                    ProgramName.replaceIn("Help: ./" + command.getCommandSpec().qualifiedName() + " --help"));
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /* picocli names Java types and exceptions for a value that it cannot convert; users need the format. */
    private static String describe(ParameterException problem) {
        String message = String.valueOf(problem.getMessage());
        Matcher invalid = INVALID_VALUE.matcher(message);
        if (!invalid.matches()) {
            return message.replaceFirst("' is not an? (?:int|long)$", "' is not an integer")
                    .replaceFirst("' is not a double$", "' is not a number");
        }
        String expected = switch (invalid.group(3)) {
            case "Duration" -> "an ISO 8601 duration, such as PT30M or P7D";
            case "Instant" -> "a time, such as 2027-04-01T00:00:00Z";
            case "BigDecimal" -> "a number";
            default -> "valid";
        };
        return invalid.group(1) + ": '" + invalid.group(2) + "' is not " + expected;
    }

    private record CommandFailure(int exitCode, @Nullable String explained, Exception problem) {
        /* An unexpected exception is a bug, shown with its stack trace. */
        String message() {
            if (explained != null) {
                return explained;
            }
            var trace = new StringWriter();
            problem.printStackTrace(new PrintWriter(trace));
            return trace.toString().stripTrailing();
        }
    }

    private static CommandFailure failure(Exception problem) {
        String misread = explainUnreadableFile(problem);
        if (misread != null) {
            return new CommandFailure(CommandLine.ExitCode.USAGE, misread, problem);
        }
        return switch (problem) {
            case ServerUnreachableException away -> new CommandFailure(UNREACHABLE, away.getMessage(), away);
            case ServerRejectionException refusal ->
                new CommandFailure(refusal.exitCode(), refusal.getMessage(), refusal);
            case WaitTimeoutException late ->
                new CommandFailure(WaitTimeoutException.EXIT_CODE, late.getMessage(), late);
            case DeclinedException declined ->
                new CommandFailure(CommandLine.ExitCode.SOFTWARE, declined.getMessage(), declined);
            case InvalidProfileException profile ->
                new CommandFailure(CommandLine.ExitCode.USAGE, profile.getMessage(), profile);
            default -> new CommandFailure(CommandLine.ExitCode.SOFTWARE, null, problem);
        };
    }

    /* The message about a file that is not UTF-8, or an invalid path; null for other exceptions. */
    private static @Nullable String explainUnreadableFile(Exception problem) {
        Throwable cause = problem instanceof UncheckedIOException wrapped ? wrapped.getCause() : problem;
        if (cause instanceof CharacterCodingException) {
            return "The input file is not UTF-8 text. Save it as UTF-8.";
        }
        return cause instanceof InvalidPathException path
                ? "Invalid file path \"" + path.getInput().replaceAll("\\p{Cntrl}", "?") + "\"."
                : null;
    }
}
