// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import org.jspecify.annotations.Nullable;

/// A root command with its own `--profile` option, which applies to all subcommands.
public interface GlobalProfileOptionProvider {
    /// Returns the profile named before the noun; null without one.
    @Nullable
    String profile();
}
