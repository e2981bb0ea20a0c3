// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.sbom;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// A component of an application.
///
/// @param name package URL without version, qualifiers and subpath; without a package URL, group and name
///     separated by a slash
/// @param versions its versions, sorted; `""` for an unknown version
public record SbomComponent(String name, SortedSet<String> versions) {
    public SbomComponent {
        versions = Collections.unmodifiableSortedSet(new TreeSet<>(versions));
    }
}
