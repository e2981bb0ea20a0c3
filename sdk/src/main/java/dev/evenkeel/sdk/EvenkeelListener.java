// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import java.util.Set;

/// A listener for changes of state and flags of an [Evenkeel].
///
/// Calls are sequential, in a thread for this listener only. A slow listener delays neither the SDK nor other
/// listeners; after it returns, it receives the latest state and not each intermediate one. An exception is
/// logged once for each listener and otherwise ignored; later changes are still delivered.
public interface EvenkeelListener {
    /// Called when the connection state differs from the last one delivered, or initially from the one at
    /// registration. A change of the reason alone is not delivered, except for [SdkState.InError].
    default void stateChanged(SdkState state) {}

    /// Called when the active flags changed.
    ///
    /// @param keys flags that are new, removed or changed since the last delivery; a change outside the flags
    ///     (metadata, shared rules) counts for every flag. Never empty
    default void flagsChanged(Set<String> keys) {}
}
