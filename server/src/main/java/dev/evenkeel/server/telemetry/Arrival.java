// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import dev.evenkeel.wire.OutcomeBatch;
import java.time.Instant;

/// A batch that a server has received.
///
/// @param heartbeat whether the process promises its next batch soon, and shows no other signs of life
record Arrival(OutcomeBatch batch, Instant receivedAt, boolean heartbeat) {}
