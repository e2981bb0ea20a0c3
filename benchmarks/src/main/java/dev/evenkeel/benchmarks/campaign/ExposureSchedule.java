// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import java.util.List;
import java.util.stream.IntStream;

/// The exposures of a migration step: one for each fault, at equal distances, and 100%.
///
/// @param troubles number of faults, 1 to 50
record ExposureSchedule(int troubles) {
    private static final int EVERYBODY = 100;

    /// Returns the percentage of partitions at the next stage when a fault begins.
    int exposureAt(int trouble) {
        return (trouble + 1) * EVERYBODY / (troubles + 1);
    }

    /// Returns the exposures from that of a fault to 100%.
    List<Integer> exposuresFrom(int trouble) {
        return IntStream.rangeClosed(trouble, troubles)
                .mapToObj(index -> index == troubles ? EVERYBODY : exposureAt(index))
                .toList();
    }
}
