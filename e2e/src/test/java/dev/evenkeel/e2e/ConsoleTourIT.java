// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The tour of the console on what `./evenkeel demo --story all --data DIR` has left in a folder, for pictures;
/// without them it is taken at the end of [StabilityDemoIT].
@EnabledIfSystemProperty(named = "evenkeel.tour", matches = ".+")
class ConsoleTourIT {
    @Test
    void completesTasksOnEveryPage() throws Exception {
        ConsoleTour.run(Path.of(System.getProperty("evenkeel.tour")));
    }
}
