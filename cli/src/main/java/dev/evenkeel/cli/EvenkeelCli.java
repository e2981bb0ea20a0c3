// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import dev.evenkeel.cli.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The entry point of the command line.
@Command(
        name = "evenkeel",
        description = "Ship the new thing without sinking the old one.",
        mixinStandardHelpOptions = true,
        version = "Evenkeel 0.1.0",
        subcommands = DemoCommand.class)
public final class EvenkeelCli {
    private EvenkeelCli() {}

    /// Runs one command and exits: 0 done, 1 the answer is no, 2 wrong use, 3 server not reachable, 130 interrupted.
    ///
    /// @param arguments as typed after `evenkeel`
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EvenkeelCli()).execute(arguments));
    }
}
