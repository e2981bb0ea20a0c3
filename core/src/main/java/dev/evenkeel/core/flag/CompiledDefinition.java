// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A parsed and compiled flag definition.
///
/// @param flags flags by key, in the order of the document
/// @param metadata metadata of the flag set; values are scalars
/// @param problems problems of rules; empty unless they were tolerated
record CompiledDefinition(
        Map<String, UsageTrackingFlag> flags, Map<String, Object> metadata, List<DefinitionProblem> problems) {
    /// No flags.
    static final CompiledDefinition EMPTY = new CompiledDefinition(Map.of(), Map.of(), List.of());

    CompiledDefinition withProblems(List<DefinitionProblem> others) {
        return new CompiledDefinition(flags, metadata, others);
    }

    CompiledDefinition {
        flags = Collections.unmodifiableMap(flags);
        metadata = Collections.unmodifiableMap(metadata);
        problems = List.copyOf(problems);
    }
}
