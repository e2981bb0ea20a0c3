// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import org.jspecify.annotations.Nullable;

/// What an export does not say by itself.
///
/// @param environment which environment of the export to take; null when it holds one only
/// @param fractional the hash rule, `v1` or `v2`, that a flagd definition was made for; null keeps what the
///     definition says, or v2
public record FlagImportOptions(
        @Nullable String environment, @Nullable String fractional) {
    /// Nothing to add.
    public static final FlagImportOptions NONE = new FlagImportOptions(null, null);
}
