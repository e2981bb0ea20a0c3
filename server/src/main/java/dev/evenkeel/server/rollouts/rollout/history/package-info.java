// SPDX-License-Identifier: Apache-2.0

/// Stored ticks and hourly totals of rollouts, replay of decisions, what-if replays and retention.
@NullMarked
package dev.evenkeel.server.rollouts.rollout.history;

import org.jspecify.annotations.NullMarked;
