// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// One library, or one mode of it, that answers calls by control and compares what the candidate answers.
///
/// Implementations have a public constructor without parameters and are named in `META-INF/services`.
public interface ShadowContender {
    /// As it stands in the table.
    String name();

    /// A class of the library; the file it comes from tells the version.
    Class<?> library();

    /// Mode and settings, for a reader of the table.
    String settings();

    /// Starts the library with the two paths, offline.
    ///
    /// @param shadowing whether the candidate answers too; without, control alone is called through the library
    ShadowedCall open(ShadowPaths paths, boolean shadowing);
}
