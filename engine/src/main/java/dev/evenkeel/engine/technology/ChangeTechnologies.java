// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The technologies that a change introduces, as declared and as found in its SBOM.
///
/// @param change description of the change: `flag core`, `change ch-1`
/// @param service service of the change; null when unknown
/// @param declared keys of the declared technologies, empty for none; null without a declaration
/// @param components package URLs without a version that are new in its SBOM; null without a comparison of
///     SBOMs
public record ChangeTechnologies(
        String change,
        @Nullable String service,
        @Nullable List<String> declared,
        @Nullable List<String> components) {
    public ChangeTechnologies {
        declared = declared == null ? null : List.copyOf(declared);
        components = components == null ? null : List.copyOf(components);
    }

    /// Whether neither a declaration nor an SBOM comparison exists.
    public boolean isSilent() {
        return declared == null && components == null;
    }
}
