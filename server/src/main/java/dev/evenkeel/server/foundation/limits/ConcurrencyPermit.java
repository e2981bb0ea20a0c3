// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import org.jspecify.annotations.Nullable;

/// A place acquired from [KeyedConcurrencyLimiter]; must be closed exactly once to release it.
@FunctionalInterface
public interface ConcurrencyPermit extends AutoCloseable {
    @Override
    void close();

    /// Combines this place with another one, so that both are released together. Without another one, releases
    /// this one.
    ///
    /// @param other null if it could not be acquired
    /// @return null if `other` is null
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
