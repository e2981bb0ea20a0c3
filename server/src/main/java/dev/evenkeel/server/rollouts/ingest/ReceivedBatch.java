// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.OutcomeBatch;
import java.time.Instant;

/// A batch with its time of arrival and its sender.
record ReceivedBatch(OutcomeBatch batch, Instant receivedAt, BatchSender sender) {}
