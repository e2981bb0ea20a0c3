// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import dev.evenkeel.cli.access.KeyCommand;
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
import dev.evenkeel.cli.command.WaitTimeoutException;
import dev.evenkeel.cli.doctor.DoctorCommand;
import dev.evenkeel.cli.drill.DrillCommand;
import dev.evenkeel.cli.environment.EnvironmentCommand;
import dev.evenkeel.cli.experiment.ExperimentCommand;
import dev.evenkeel.cli.flag.FlagCommand;
import dev.evenkeel.cli.flag.JsonLogicEvaluateCommand;
import dev.evenkeel.cli.forecast.ForecastCommand;
import dev.evenkeel.cli.gate.FreezeCommand;
import dev.evenkeel.cli.gate.GateCommand;
import dev.evenkeel.cli.gate.ReleaseCommand;
import dev.evenkeel.cli.guard.GuardCommand;
import dev.evenkeel.cli.incident.CauseCommand;
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
import dev.evenkeel.cli.risk.RiskCommand;
import dev.evenkeel.cli.rollout.RolloutCommand;
import dev.evenkeel.cli.service.ServiceCommand;
import dev.evenkeel.cli.slo.SloCommand;
import dev.evenkeel.cli.technology.TechCommand;
import dev.evenkeel.cli.terminal.Terminal;
import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The entry point of the command line.
@Command(
        name = "evenkeel",
        description = {
            "Ship the new thing without sinking the old one.",
            "",
            "Example:",
            "  ./evenkeel rollout start payment-core --candidate modern --plan fast --reason \"modern core\" --wait",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Evenkeel 0.1.0",
        footer = {
            "",
            "Exit codes: 0 done, 1 the answer is no, 2 wrong use, 3 server not reachable, 124 not yet (--timeout),",
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

    private static final List<String> NOUNS = List.of(
            "apply",
            "audit",
            "capacity",
            "cause",
            "change",
            "completion",
            "demo",
            "diff",
            "doctor",
            "drift",
            "drill",
            "environment",
            "event",
            "experiment",
            "export",
            "flag",
            "forecast",
            "freeze",
            "gate",
            "guard",
            "incident",
            "key",
            "line",
            "logic",
            "migration",
            "privacy",
            "profile",
            "proposal",
            "report",
            "risk",
            "rollout",
            "route",
            "schema",
            "service",
            "session",
            "sink",
            "slo",
            "tech",
            "token",
            "user",
            "whoami");

    @Option(names = PROFILE, paramLabel = "NAME", description = OptionDescriptions.PROFILE)
    private @Nullable String profile;

    private final OptionalCommandLoader optionalCommands;

    private EvenkeelCli(OptionalCommandLoader optionalCommands) {
        this.optionalCommands = optionalCommands;
    }

    /// Runs one command and exits: 0 success, 1 negative result, 2 usage error, 3 server unreachable, 124
    /// timeout of a wait, 130 interrupted.
    ///
    /// @param arguments as typed after `evenkeel`
    public static void main(String[] arguments) {
        /* The iCalendar library logs; a command has no log, and suppresses the warning about it. */
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.exit(commandLine(arguments).setOut(out).execute(arguments));
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

    @Override
    public List<String> commandNames() {
        return optionalCommands.load(DEMO).isPresent()
                ? NOUNS
                : NOUNS.stream().filter(noun -> !noun.equals("demo")).toList();
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "audit" -> new AuditCommand();
            case "capacity" -> new CapacityCommand();
            case "cause" -> new CauseCommand();
            case "change" -> new ChangeCommand();
            case "completion" -> new CompletionCommand();
            case "demo" -> optionalCommands.load(DEMO).orElseGet(MissingDemoCommand::new);
            case "drill" -> new DrillCommand();
            case "environment" -> new EnvironmentCommand();
            case "event" -> new EventCommand();
            case "experiment" -> new ExperimentCommand();
            case "flag" -> new FlagCommand();
            case "forecast" -> new ForecastCommand();
            case "freeze" -> new FreezeCommand();
            case "gate" -> new GateCommand();
            case "guard" -> new GuardCommand();
            case "incident" -> new IncidentCommand();
            case "key" -> new KeyCommand();
            case "line" -> new ReleaseCommand();
            case "logic" -> new JsonLogicEvaluateCommand();
            case "migration" -> new MigrationCommand();
            case "privacy" -> new PrivacyCommand();
            case "profile" -> new ProfileCommand();
            case "proposal" -> new ProposalCommand();
            case "report" -> new ReportCommand();
            case "risk" -> new RiskCommand();
            case "rollout" -> new RolloutCommand();
            case "route" -> new NotificationRuleCommand();
            case "service" -> new ServiceCommand();
            case "session" -> new UserSessionCommand();
            case "sink", "webhook" -> new ChannelCommand();
            case "slo" -> new SloCommand();
            case "tech" -> new TechCommand();
            case "token" -> new TokenCommand();
            case "user" -> new UserCommand();
            case "whoami" -> new WhoamiCommand();
            default -> createTopLevelCommand(verb);
        };
    }

    private static @Nullable Object createTopLevelCommand(String verb) {
        return switch (verb) {
            case "apply" -> new ApplyCommand();
            case "diff" -> new DiffCommand();
            case "doctor" -> new DoctorCommand();
            case "drift" -> new DriftCommand();
            case "export" -> new ExportCommand();
            case "schema" -> new SchemaCommand();
            default -> null;
        };
    }

    private static CommandLine configure(CommandLine tree) {
        Map<String, IHelpSectionRenderer> sections = new HashMap<>(tree.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandListRenderer());
        return tree.setHelpSectionMap(sections)
                .setColorScheme(Help.defaultColorScheme(Terminal.hasColours() ? Ansi.ON : Ansi.OFF))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((problem, arguments) -> handleUsageError(problem))
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    CommandFailure failure = failure(problem);
                    command.getErr().println(TerminalTextSanitizer.sanitize(failure.message()));
                    return failure.exitCode();
                });
    }

    /* A group without a command shows its commands; any other error shows one line and where to find help. */
    private static int handleUsageError(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme()
                .errorText(TerminalTextSanitizer.sanitize(String.valueOf(problem.getMessage()))));
        boolean isSuggested = UnmatchedArgumentException.printSuggestions(problem, err);
        if (!isSuggested && command.getCommandSpec().userObject() instanceof CommandGroup) {
            command.usage(err, command.getColorScheme());
        } else {
            err.println("Help: ./" + command.getCommandSpec().qualifiedName() + " --help");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
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
            return "A file is not text in UTF-8; save it as UTF-8.";
        }
        return cause instanceof InvalidPathException path
                ? "\"" + path.getInput().replaceAll("\\p{Cntrl}", "?") + "\" is no path of a file."
                : null;
    }
}
