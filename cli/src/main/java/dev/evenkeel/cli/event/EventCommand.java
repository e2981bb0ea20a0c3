// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel event`: what happened.
@Command(
        name = "event",
        mixinStandardHelpOptions = true,
        description = "What happened, as others are told of it.",
        subcommands = {EventListCommand.class, EventTailCommand.class})
public final class EventCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public EventCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "event needs a subcommand");
    }
}
