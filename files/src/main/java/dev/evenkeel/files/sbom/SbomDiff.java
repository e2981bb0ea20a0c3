// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.sbom;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;

/// The difference between the SBOMs of two builds.
///
/// @param introduced components only in the later build, by name
/// @param removed components only in the earlier build, by name
/// @param changed components in both builds with different versions, by name
public record SbomDiff(List<SbomComponent> introduced, List<SbomComponent> removed, List<Changed> changed) {

    /// A component with different versions.
    ///
    /// @param before versions in the earlier SBOM
    /// @param after versions in the later one
    public record Changed(String name, SortedSet<String> before, SortedSet<String> after) {}

    public SbomDiff {
        introduced = List.copyOf(introduced);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /// Compares two builds.
    ///
    /// @param before components of the earlier build by name
    /// @param after components of the later build by name
    public static SbomDiff of(Map<String, SbomComponent> before, Map<String, SbomComponent> after) {
        return new SbomDiff(
                findMissing(after, before),
                findMissing(before, after),
                before.values().stream()
                        .flatMap(one -> Stream.ofNullable(after.get(one.name()))
                                .map(now -> new Changed(one.name(), one.versions(), now.versions())))
                        .filter(one -> !one.before().equals(one.after()))
                        .toList());
    }

    private static List<SbomComponent> findMissing(Map<String, SbomComponent> all, Map<String, SbomComponent> others) {
        return all.values().stream()
                .filter(one -> !others.containsKey(one.name()))
                .toList();
    }
}
