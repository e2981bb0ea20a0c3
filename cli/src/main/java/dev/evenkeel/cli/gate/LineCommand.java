// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel line`: stops the line, of an environment or of one service in it, and lets it go.
@Command(
        name = "line",
        mixinStandardHelpOptions = true,
        description = "Stops the line, of an environment or of one service in it, and lets it go.",
        subcommands = {LineStopCommand.class, LineGoCommand.class, LineShowCommand.class})
public final class LineCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public LineCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "line needs a subcommand");
    }
}
