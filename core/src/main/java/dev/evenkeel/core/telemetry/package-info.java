// SPDX-License-Identifier: Apache-2.0

/// Mergeable measurements of calls: latency histograms with fixed bins, metric names and scores.
@NullMarked
package dev.evenkeel.core.telemetry;

import org.jspecify.annotations.NullMarked;
