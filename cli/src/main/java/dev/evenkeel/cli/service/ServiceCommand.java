// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel service`: what concerns services.
@Command(
        name = "service",
        mixinStandardHelpOptions = true,
        description = "Services: who owns them, what they need, which flags are theirs.",
        subcommands = {ServiceListCommand.class, ServiceShowCommand.class, ServiceApplyCommand.class})
public final class ServiceCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public ServiceCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "service needs a subcommand");
    }
}
