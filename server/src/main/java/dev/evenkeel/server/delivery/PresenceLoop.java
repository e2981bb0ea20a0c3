// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import dev.evenkeel.server.platform.RepeatedWork;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Writes signs of life of all processes every 5 s, in one statement, and forgets lost processes every hour.
/// While the database is away signs are lost; the next ones follow.
@Component
class PresenceLoop implements SmartLifecycle {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int ROUNDS_PER_HOUR = 720;

    private final Clients clients;
    private final RepeatedWork work = new RepeatedWork("presence of clients", PAUSE, Duration.ZERO, this::write);
    private int rounds;

    PresenceLoop(Clients clients) {
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
        clients.writeSigns();
        if (rounds++ % ROUNDS_PER_HOUR == 0) {
            clients.forgetTheLost();
        }
    }
}
