// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

/// A library, or one mode of it, that returns control's result and compares it with the candidate's.
///
/// Implementations have a public constructor without parameters and are listed in `META-INF/services`.
public interface ShadowContender {
    /// Returns the name shown in the table.
    String name();

    /// Returns a class of the library; its jar determines the version.
    Class<?> library();

    /// Returns mode and settings, for the result table.
    String settings();

    /// Starts the library with the two paths, offline.
    ///
    /// @param shadowing whether the candidate runs too; otherwise only control is called through the library
    ShadowedCall open(ShadowPaths paths, boolean shadowing);
}
