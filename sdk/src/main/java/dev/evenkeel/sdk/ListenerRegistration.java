// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

/// The registration of a listener at an [Evenkeel].
@FunctionalInterface
public interface ListenerRegistration extends AutoCloseable {
    /// Removes the listener: later changes are not delivered. Does not wait for a running call. Idempotent.
    @Override
    void close();
}
