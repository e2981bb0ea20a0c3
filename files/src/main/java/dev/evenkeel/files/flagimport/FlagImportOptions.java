// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import org.jspecify.annotations.Nullable;

/// The options of an import, for information missing in the export.
///
/// @param environment environment of the export to import; null when it has only one
/// @param fractional hash rule, `v1` or `v2`, for which a flagd definition was made; null keeps that of the
///     definition, or v2
public record FlagImportOptions(
        @Nullable String environment, @Nullable String fractional) {
    /// No options.
    public static final FlagImportOptions NONE = new FlagImportOptions(null, null);
}
