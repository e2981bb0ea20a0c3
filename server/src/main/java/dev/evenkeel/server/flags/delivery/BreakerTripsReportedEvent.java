// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.core.wire.BreakerTrip;
import java.util.List;

/// An acknowledgement listed breakers that are tripped in its process. Published before the acknowledgement is
/// stored; when a listener fails, the SDK sends it again.
///
/// @param trips at least one
public record BreakerTripsReportedEvent(String environment, List<BreakerTrip> trips) {}
