// SPDX-License-Identifier: Apache-2.0

/// Intervals and bounds for display: proportions, rates, latency quantiles, and the smallest harm that any
/// guard can detect.
@NullMarked
package dev.evenkeel.engine.stats;

import org.jspecify.annotations.NullMarked;
