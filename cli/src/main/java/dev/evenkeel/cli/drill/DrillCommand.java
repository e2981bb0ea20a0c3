// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel drill`: how a flag's change is taken back, and whether that was rehearsed.
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "How a flag's change is taken back, and whether that was rehearsed.",
        subcommands = {DrillRunCommand.class, DrillShowCommand.class, DrillPlanCommand.class})
public final class DrillCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public DrillCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "drill needs a subcommand");
    }
}
