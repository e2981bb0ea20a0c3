// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.core.wire.BreakerTrip;
import java.util.List;

/// Event published when an acknowledgement lists tripped circuit breakers of its process, before the
/// acknowledgement is stored. When a listener fails, the SDK retries.
///
/// @param trips at least one
public record BreakerTripsReportedEvent(String environment, List<BreakerTrip> trips) {}
