// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Looks at drills for tests that do not wait out the quiet time at the end of a drill.
public final class DrillLooks {
    private static final Duration MORE_THAN_QUIET = Duration.ofSeconds(6);

    private DrillLooks() {}

    /// Looks at the newest drill of a flag, which asks for no rehearsal: now or, once everybody is back, at a time when
    /// no outcome has arrived for so long that the drill ends. Looks of the server itself may come in between.
    public static void look(TestServer server, String environment, String flag) {
        Drill drill = server.bean(DrillTable.class).newest(environment, flag, 1).getFirst();
        Instant back = drill.marks().backAt();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        assertThat(server.bean(DrillTurn.class).look(drill.id(), back == null ? now : now.plus(MORE_THAN_QUIET)))
                .isEmpty();
    }
}
