// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.privacy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel privacy`: what is kept about a targeting key.
@Command(
        name = "privacy",
        mixinStandardHelpOptions = true,
        description = "Tells what is kept about a targeting key, and takes it out.",
        subcommands = {PrivacyReportCommand.class, PrivacyEraseCommand.class})
public final class PrivacyCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public PrivacyCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "privacy needs a subcommand");
    }
}
