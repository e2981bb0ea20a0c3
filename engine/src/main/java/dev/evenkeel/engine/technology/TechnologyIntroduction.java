// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said of the technologies that a change introduces.
///
/// @param change what it is, in words: `flag core`, `change ch-1`
/// @param service whose change it is; null when nobody has said
/// @param declared keys of technologies that it says it introduces, empty for none; null when it says nothing
/// @param components package URLs without a version that are in its SBOM and were not in the one before;
///     null when nobody compared them
public record TechnologyIntroduction(
        String change,
        @Nullable String service,
        @Nullable List<String> declared,
        @Nullable List<String> components) {
    public TechnologyIntroduction {
        declared = declared == null ? null : List.copyOf(declared);
        components = components == null ? null : List.copyOf(components);
    }

    /// Whether nothing is said at all.
    public boolean isSilent() {
        return declared == null && components == null;
    }
}
