// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

/// How well the flags in memory are connected to the server.
public sealed interface SdkState {
    /// There are no flags yet; every evaluation fails and every guarded change runs its control path.
    ///
    /// @param reason what is being waited for, or what went wrong
    record NotReady(String reason) implements SdkState {}

    /// The flags are current.
    record Ready() implements SdkState {}

    /// The flags are the last known ones, from memory or from the snapshot file, or those of the bootstrap
    /// file; the server has not been heard for longer than [EvenkeelConfig#staleAfter()], or not yet at all.
    ///
    /// @param reason why the server is not heard
    record Stale(String reason) implements SdkState {}

    /// The server does not accept this SDK, or sends flags that cannot be used; somebody must act. Flags
    /// already in memory stay in use.
    ///
    /// @param reason what is wrong and what to do
    record InError(String reason) implements SdkState {}
}
