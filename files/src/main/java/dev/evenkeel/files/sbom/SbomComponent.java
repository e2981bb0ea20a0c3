// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.sbom;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// A component of an application.
///
/// @param name its package URL without version, qualifiers and subpath; without a package URL its group and
///     name with a slash between them
/// @param versions that are in it, in the order of their letters; `""` for one that is not told
public record SbomComponent(String name, SortedSet<String> versions) {
    public SbomComponent {
        versions = Collections.unmodifiableSortedSet(new TreeSet<>(versions));
    }
}
