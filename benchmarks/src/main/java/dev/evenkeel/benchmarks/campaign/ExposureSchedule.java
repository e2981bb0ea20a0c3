// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import java.util.List;
import java.util.stream.IntStream;

/// The exposures of a migration step: one for each fault, at equal distances, and 100%.
///
/// @param faults number of faults, 1 to 50
record ExposureSchedule(int faults) {
    private static final int ALL_UNITS = 100;

    /// Returns the percentage of partitions at the next stage when a fault begins.
    int exposureAt(int fault) {
        return (fault + 1) * ALL_UNITS / (faults + 1);
    }

    /// Returns the exposures from that of a fault to 100%.
    List<Integer> exposuresFrom(int fault) {
        return IntStream.rangeClosed(fault, faults)
                .mapToObj(index -> index == faults ? ALL_UNITS : exposureAt(index))
                .toList();
    }
}
