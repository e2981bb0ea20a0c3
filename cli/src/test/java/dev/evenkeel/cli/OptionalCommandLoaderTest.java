// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OptionalCommandLoaderTest {
    private static final OptionalCommandLoader WITH_DEMO =
            new OptionalCommandLoader(OptionalCommandLoaderTest.class.getClassLoader());
    private static final OptionalCommandLoader WITHOUT_DEMO =
            new OptionalCommandLoader(ClassLoader.getPlatformClassLoader());

    @Test
    void loadsAvailableCommand() {
        assertThat(EvenkeelCli.commandLine(WITH_DEMO).getSubcommands()).containsKey("demo");

        CliResult help = run(WITH_DEMO, "demo", "--help");
        assertThat(help.out()).first().asString().startsWith("Usage: evenkeel demo ");
        assertThat(help.exitCode()).isZero();
    }

    @Test
    void omitsUnavailableCommandAndExplainsWhenCalled() {
        assertThat(EvenkeelCli.commandLine(WITHOUT_DEMO).getSubcommands())
                .containsKey("diff")
                .doesNotContainKey("demo");
        assertThat(run(WITHOUT_DEMO, "--help").out())
                .anyMatch(line -> line.startsWith("  diff "))
                .noneMatch(line -> line.startsWith("  demo "));

        CliResult typed = run(WITHOUT_DEMO, "demo", "--story", "all", "--help");
        assertThat(typed.err())
                .isEqualToIgnoringNewLines("The demo is not part of this installation."
                        + " Run it from the Evenkeel archive or a source checkout.");
        assertThat(typed.out()).isEmpty();
        assertThat(typed.exitCode()).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    private static CliResult run(OptionalCommandLoader loader, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = EvenkeelCli.commandLine(loader, arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new CliResult(exitCode, out.toString().lines().toList(), err.toString());
    }
}
