// SPDX-License-Identifier: Apache-2.0

/// Receives outcome batches from SDKs and call reports from other senders, and stores each exactly once by
/// instance and sequence number.
@NullMarked
package dev.evenkeel.server.rollouts.ingest;

import org.jspecify.annotations.NullMarked;
