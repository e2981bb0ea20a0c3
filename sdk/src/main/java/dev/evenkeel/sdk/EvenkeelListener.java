// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import java.util.Set;

/// Gets to know when something changes in an [Evenkeel].
///
/// Calls come one at a time, in a thread that serves this listener alone: a slow listener holds up neither the
/// SDK nor other listeners, and is told the newest state of things when it is done, not each step in between.
/// What a call throws is logged once for each listener and changes nothing; the next change is told all the
/// same.
public interface EvenkeelListener {
    /// The connection to the server is in another state than the listener knew: at first the one at its
    /// registration, then the one told last. A state that differs in its reason only is not told, unless it is
    /// [SdkState.InError].
    default void stateChanged(SdkState state) {}

    /// Other flags are in force.
    ///
    /// @param keys flags that are new, gone or defined otherwise than the listener knew; what the flag set says
    ///     beside its flags (metadata, shared rules) belongs to every flag. Never empty
    default void flagsChanged(Set<String> keys) {}
}
