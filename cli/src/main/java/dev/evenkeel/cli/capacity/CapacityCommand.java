// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel capacity`: where the time of teams goes, and where it should.
@Command(
        name = "capacity",
        mixinStandardHelpOptions = true,
        description = "Where the time of teams goes, where it should go, and what of it is required.",
        subcommands = {
            CapacityImportCommand.class,
            CapacityShowCommand.class,
            CapacityOrderCommand.class,
            CapacityPlanCommand.class,
            CapacityPolicyCommand.class,
            CapacityRequireCommand.class,
            CapacityRequiredCommand.class,
            CapacityReleaseCommand.class
        })
public final class CapacityCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public CapacityCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "capacity needs a subcommand");
    }
}
