// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import dev.evenkeel.core.telemetry.LatencyBins;

/// A unit's first call in a revision after warm-up, in the memory of one process.
///
/// @param unit keyed hash of the targeting key
/// @param failed whether that call failed
/// @param latencyBin bin of its latency in `LatencyBins`
public record UnitTrial(long unit, boolean failed, int latencyBin) {
    public UnitTrial {
        if (latencyBin < 0 || latencyBin >= LatencyBins.COUNT) {
            throw new IllegalArgumentException(
                    "latencyBin must be 0.." + (LatencyBins.COUNT - 1) + ", got " + latencyBin);
        }
    }
}
