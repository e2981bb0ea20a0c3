// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

/// A listener's place in an [Evenkeel].
@FunctionalInterface
public interface ListenerRegistration extends AutoCloseable {
    /// Ends it: nothing that changes afterwards is told. Does not wait for a call under way. Can be repeated.
    @Override
    void close();
}
