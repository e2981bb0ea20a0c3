// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// A placeholder for `evenkeel demo` in an installation without it; not listed, accepts any arguments.
@Command(hidden = true)
final class MissingDemoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Unmatched
    private final List<String> ignored = new ArrayList<>();

    @Override
    public Integer call() {
        Objects.requireNonNull(spec)
                .commandLine()
                .getErr()
                .println("The demo is not part of this installation."
                        + " Run it from the Evenkeel archive or a source checkout.");
        return CommandLine.ExitCode.USAGE;
    }
}
