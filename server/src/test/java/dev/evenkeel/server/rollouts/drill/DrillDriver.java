// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Looks at drills for tests that do not wait for the server to do so.
public final class DrillDriver {
    private DrillDriver() {}

    /// Looks at the newest drill of a flag, which asks for no rehearsal. Looks of the server itself may come in
    /// between.
    public static void look(TestServer server, String environment, String flag) {
        Drill drill = server.bean(DrillRepository.class)
                .listNewest(environment, flag, 1)
                .getFirst();
        assertThat(server.bean(DrillRunner.class)
                        .advance(drill.id(), Instant.now().truncatedTo(ChronoUnit.MICROS)))
                .isEmpty();
    }
}
