// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import org.jspecify.annotations.Nullable;

/// A root command with an option `--profile` of its own, for all commands below it.
public interface ProfileOptionHolder {
    /// The profile that was named before the noun; null when none was.
    @Nullable
    String profile();
}
