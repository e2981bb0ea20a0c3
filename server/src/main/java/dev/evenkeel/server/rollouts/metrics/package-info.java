// SPDX-License-Identifier: Apache-2.0

/// Counters from Prometheus: exact increases per interval, used as rollout evidence and as SLO counts.
@NullMarked
package dev.evenkeel.server.rollouts.metrics;

import org.jspecify.annotations.NullMarked;
