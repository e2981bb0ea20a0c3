// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel key`: keys of services.
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and takes back SDK keys of services.",
        subcommands = {KeyListCommand.class, KeyCreateCommand.class, KeyEndCommand.class})
public final class KeyCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public KeyCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "key needs a subcommand");
    }
}
