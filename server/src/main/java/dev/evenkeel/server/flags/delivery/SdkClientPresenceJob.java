// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// The job that stores the signs of life of all processes every 5 s: every 0.25 s those of one twentieth, so
/// that the writes never delay a flag change. Deletes lost processes every hour. Signs of life are dropped
/// while the database is down; the next ones follow.
@Component
class SdkClientPresenceJob {
    private static final int PARTS = 20;
    private static final int ROUNDS_PER_HOUR = 14_400;

    private final SdkClientService clients;
    private int rounds;

    SdkClientPresenceJob(SdkClientService clients, BackgroundJobs jobs) {
        this.clients = clients;
        jobs.add(BackgroundJob.builder("client presence", Duration.ofMillis(250), this::runOnce));
    }

    private void runOnce() {
        clients.flushLastSeen(rounds % PARTS, PARTS);
        if (rounds == 0) {
            clients.deleteInactive();
        }
        rounds = (rounds + 1) % ROUNDS_PER_HOUR;
    }
}
