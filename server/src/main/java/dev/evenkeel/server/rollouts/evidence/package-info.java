// SPDX-License-Identifier: Apache-2.0

/// Stored outcomes for readers: evidence windows, call counts, latencies and shadow differences of rollouts,
/// with their retention. `rollouts.ingest` writes them.
@NullMarked
package dev.evenkeel.server.rollouts.evidence;

import org.jspecify.annotations.NullMarked;
