// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/// The training run for the AOT cache: runs the most frequent commands once without output, so that the JVM
/// records what they load and later runs start faster.
public final class AotTrainingRun {
    /* An address without a server. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    private AotTrainingRun() {}

    /// @param arguments address of a server and its token, to include requests to it; empty for none
    public static void main(String[] arguments) {
        /* As in the program itself. */
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        List<String> alone = List.of(
                "--help",
                "--version",
                "flag --help",
                "rollout start --help",
                "no-such-command",
                "rollout preview standard --rps 200 --base-rate 0.005",
                "rollout preview standard --rps 200 --base-rate 0.005 --json");
        List<String> asking = List.of(
                "whoami",
                "flag list",
                "flag list --json",
                "flag history",
                "rollout list",
                "rollout plans",
                "gate check --service payments",
                "incident list",
                "audit list",
                "sdk-key list",
                "environment list");
        List<String> servers = new ArrayList<>(List.of("--server " + NOWHERE + " --token none"));
        if (arguments.length == 2) {
            servers.add("--server " + arguments[0] + " --token " + arguments[1]);
        }
        alone.forEach(AotTrainingRun::run);
        servers.forEach(server -> asking.forEach(command -> run(command + " " + server)));
    }

    private static void run(String command) {
        String[] arguments = command.split(" ", -1);
        EvenkeelCli.commandLine(arguments)
                .setOut(new PrintWriter(Writer.nullWriter()))
                .setErr(new PrintWriter(Writer.nullWriter()))
                .execute(arguments);
    }
}
