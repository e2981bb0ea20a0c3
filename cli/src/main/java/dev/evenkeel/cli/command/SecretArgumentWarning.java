// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import dev.evenkeel.files.output.ProgramName;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// A warning on standard error for secrets in arguments, which other users can read in the process list.
public final class SecretArgumentWarning {
    private static final Map<String, String> ALTERNATIVES = Map.of(
            "--token", "EVENKEEL_TOKEN or a profile (./evenkeel profile set --help)",
            "--sdk-key", "EVENKEEL_SDK_KEY");

    private SecretArgumentWarning() {}

    /// Prints the warnings, then runs the command; an execution strategy of picocli.
    public static int warnAndRun(ParseResult parsed) {
        for (CommandLine command : parsed.asCommandLineList()) {
            ALTERNATIVES.forEach((option, alternative) -> {
                if (command.getParseResult().hasMatchedOption(option)) {
                    warn(command, option, alternative);
                }
            });
            if (command.getParseResult()
                    .matchedOptionValue("--database-url", "")
                    .matches(".*[?&]password=.*")) {
                warn(command, "The password in --database-url", "a password file with PGPASSFILE");
            }
        }
        return new RunLast().execute(parsed);
    }

    private static void warn(CommandLine command, String what, String alternative) {
        command.getErr()
                .println(ProgramName.replaceIn("Warning: " + what
                        + " is visible to other users in the process list. Use " + alternative + " instead."));
    }
}
