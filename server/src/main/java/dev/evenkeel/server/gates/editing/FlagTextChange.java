// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.DefinitionRevision;
import org.jspecify.annotations.Nullable;

/// A change of one flag's own text.
///
/// @param change when, by whom and why
/// @param before the flag as it was written until then; null when it was not there
/// @param after the flag as it is written from then on; null when it is gone
public record FlagTextChange(
        DefinitionRevision change,
        @Nullable String before,
        @Nullable String after) {}
