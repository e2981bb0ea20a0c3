// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel incident detections`: faults injected on purpose, and what noticed them.
@Command(
        name = "detections",
        mixinStandardHelpOptions = true,
        description = "Faults that were injected on purpose, and what noticed them, how soon.",
        subcommands = {
            DetectionsRecordCommand.class,
            DetectionsEndCommand.class,
            DetectionsListCommand.class,
            DetectionsShowCommand.class,
            DetectionsSummaryCommand.class
        })
final class IncidentDetectionsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "detections needs a subcommand");
    }
}
