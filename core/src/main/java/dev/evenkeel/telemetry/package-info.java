// SPDX-License-Identifier: Apache-2.0

/// Mergeable measurements of executions: latency histograms of one fixed shape.
@NullMarked
package dev.evenkeel.telemetry;

import org.jspecify.annotations.NullMarked;
