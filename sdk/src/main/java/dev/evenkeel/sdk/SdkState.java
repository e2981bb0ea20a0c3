// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

/// The state of the connection between the flags in memory and the server.
public sealed interface SdkState {
    /// No flags are available; every evaluation fails and every guarded change runs its control path.
    ///
    /// @param reason what is being waited for, or what went wrong
    record NotReady(String reason) implements SdkState {}

    /// The flags are up to date.
    record Ready() implements SdkState {}

    /// The flags are the last known ones, from memory or from the snapshot file, or those of the bootstrap
    /// file; there has been no contact to the server for longer than [EvenkeelConfig#staleAfter()], or none
    /// yet.
    ///
    /// @param reason why there is no contact
    record Stale(String reason) implements SdkState {}

    /// The server rejects this SDK, or sends invalid flags; operator action is required. Flags in memory
    /// remain active.
    ///
    /// @param reason what is wrong and how to fix it
    record InError(String reason) implements SdkState {}
}
