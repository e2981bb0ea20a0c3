// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel route`: which events go where.
@Command(
        name = "route",
        mixinStandardHelpOptions = true,
        description = "Which events go where.",
        subcommands = {RouteListCommand.class, RouteSetCommand.class, RouteDryRunCommand.class, RouteDeleteCommand.class
        })
public final class RouteCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public RouteCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "route needs a subcommand");
    }
}
