// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import org.jspecify.annotations.Nullable;

/// A place that was taken in [KeyedConcurrencyLimiter]; closing it gives it back, and must be done once.
@FunctionalInterface
public interface ConcurrencyPermit extends AutoCloseable {
    @Override
    void close();

    /// This place and another one, which are given back together. Without another one, this one is given back.
    ///
    /// @param other null when there was none
    /// @return null then
    default @Nullable ConcurrencyPermit and(@Nullable ConcurrencyPermit other) {
        if (other == null) {
            close();
            return null;
        }
        return () -> {
            other.close();
            close();
        };
    }
}
