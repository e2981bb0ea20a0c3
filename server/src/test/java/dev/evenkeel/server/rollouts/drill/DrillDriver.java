// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Advances drills in tests, without waiting for the job of the server.
public final class DrillDriver {
    private DrillDriver() {}

    /// Advances the newest drill of a flag, which must need no rehearsal request. The job of the server may advance it
    /// concurrently.
    public static void advance(TestServer server, String environment, String flag) {
        Drill drill = server.bean(DrillRepository.class)
                .listNewest(environment, flag, 1)
                .getFirst();
        assertThat(server.bean(DrillRunner.class)
                        .advance(drill.id(), Instant.now().truncatedTo(ChronoUnit.MICROS)))
                .isEmpty();
    }
}
