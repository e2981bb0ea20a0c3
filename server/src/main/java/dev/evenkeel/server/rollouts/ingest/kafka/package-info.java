// SPDX-License-Identifier: Apache-2.0

/// The intake of outcome batches through Kafka: servers append batches to a topic, and one consumer per server stores
/// them in PostgreSQL, in the same transaction as its offsets.
@NullMarked
package dev.evenkeel.server.rollouts.ingest.kafka;

import org.jspecify.annotations.NullMarked;
