// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A period in which a service runs a technology.
///
/// @param service key of the service
/// @param since start
/// @param until end, exclusive, not before `since`; null while it runs
public record ServiceUsage(
        String service, Instant since, @Nullable Instant until) {
    public ServiceUsage {
        if (until != null && until.isBefore(since)) {
            throw new IllegalArgumentException(
                    "until must not be before since, got " + since + " to " + until + " of " + service);
        }
    }
}
