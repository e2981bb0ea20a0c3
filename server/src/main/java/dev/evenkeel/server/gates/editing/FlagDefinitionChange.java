// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import org.jspecify.annotations.Nullable;

/// A change of the text of one flag.
///
/// @param change when, by whom and why it was changed
/// @param before text before the change; null if the flag did not exist
/// @param after text after the change; null if the flag was deleted
public record FlagDefinitionChange(
        FlagSetRevision change,
        @Nullable String before,
        @Nullable String after) {}
