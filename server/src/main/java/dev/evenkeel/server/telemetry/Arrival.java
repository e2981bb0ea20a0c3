// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import dev.evenkeel.wire.OutcomeBatch;
import java.time.Instant;

/// A batch that a server has received.
///
/// @param sender who sent it
record Arrival(OutcomeBatch batch, Instant receivedAt, BatchSender sender) {}
