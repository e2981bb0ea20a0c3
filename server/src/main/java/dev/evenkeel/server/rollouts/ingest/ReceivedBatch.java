// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.OutcomeBatch;
import java.time.Instant;

/// A batch that a server has received.
///
/// @param sender who sent it
record ReceivedBatch(OutcomeBatch batch, Instant receivedAt, BatchSender sender) {}
