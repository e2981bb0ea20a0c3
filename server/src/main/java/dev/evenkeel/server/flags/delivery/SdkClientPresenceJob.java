// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.foundation.jobs.RepeatingTask;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Writes signs of life of all processes every 5 s: every 0.25 s those of a twentieth, so that they never hold
/// up a change. Forgets lost processes every hour. While the database is away signs are lost; the next ones
/// follow.
@Component
class SdkClientPresenceJob implements SmartLifecycle {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int PARTS = 20;
    private static final int ROUNDS_PER_HOUR = 14_400;

    private final SdkClientService clients;
    private final RepeatingTask work = new RepeatingTask("presence of clients", PAUSE, Duration.ZERO, this::write);
    private int rounds;

    SdkClientPresenceJob(SdkClientService clients) {
        this.clients = clients;
    }

    @Override
    public void start() {
        work.start();
    }

    @Override
    public void stop() {
        work.stop();
    }

    @Override
    public boolean isRunning() {
        return work.isRunning();
    }

    private void write() {
        clients.writeSigns(rounds % PARTS, PARTS);
        if (rounds == 0) {
            clients.forgetTheLost();
        }
        rounds = (rounds + 1) % ROUNDS_PER_HOUR;
    }
}
