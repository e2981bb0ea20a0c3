// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel sink`: where messages go.
@Command(
        name = "sink",
        mixinStandardHelpOptions = true,
        description = "Where messages go, and what became of them.",
        subcommands = {
            SinkListCommand.class,
            SinkSetCommand.class,
            SinkTestCommand.class,
            SinkDeleteCommand.class,
            SinkDeliveriesCommand.class,
            SinkRedeliverCommand.class
        })
public final class SinkCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public SinkCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "sink needs a subcommand");
    }
}
