// SPDX-License-Identifier: Apache-2.0

/// Ingestion of outcome batches from SDKs and call reports from other senders. Stores each exactly once, by
/// instance and sequence number.
@NullMarked
package dev.evenkeel.server.rollouts.ingest;

import org.jspecify.annotations.NullMarked;
