// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that names the user on whose behalf a command acts.
public final class ActingPersonOption {
    @Option(names = "--on-behalf-of", paramLabel = "NAME", description = OptionDescriptions.PERSON)
    private @Nullable String person;

    public ActingPersonOption() {}

    /// Returns the user; null if not given.
    public @Nullable String person() {
        return person;
    }
}
