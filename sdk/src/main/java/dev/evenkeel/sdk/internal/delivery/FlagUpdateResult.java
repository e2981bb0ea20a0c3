// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

/// The result of an update from the server.
enum FlagUpdateResult {
    /// The flags are active.
    APPLIED,
    /// Older than the active flags; ignored.
    OUTDATED,
    /// Invalid; the active flags are unchanged.
    UNUSABLE,
    /// A delta with another base than the active flags, or not a delta; everything must be fetched.
    BASE_MISMATCH
}
