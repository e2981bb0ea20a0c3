// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

/// What became of flags that the server sent.
enum FlagUpdateResult {
    /// They are in force.
    IN_FORCE,
    /// They are older than those in force and were left out.
    OLDER,
    /// They cannot be used; those in force stay.
    UNUSABLE,
    /// They are a delta to other flags than those in force, or no delta at all; everything must be fetched.
    MISFIT
}
