// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import java.util.List;
import java.util.stream.IntStream;

/// The exposures of a step of the migration: one for each trouble, in equal distances, and
/// everybody.
///
/// @param troubles how many, 1 to 50
record ExposureSchedule(int troubles) {
    private static final int EVERYBODY = 100;

    /// Percent of partitions at the next stage when a trouble begins.
    int percent(int trouble) {
        return (trouble + 1) * EVERYBODY / (troubles + 1);
    }

    /// From that of a trouble on, to everybody.
    List<Integer> from(int trouble) {
        return IntStream.rangeClosed(trouble, troubles)
                .mapToObj(index -> index == troubles ? EVERYBODY : percent(index))
                .toList();
    }
}
