// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Writes signs of life of all processes every 5 s, in one statement, and forgets lost processes every hour.
/// While the database is away signs are lost; the next ones follow.
@Component
class PresenceLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PresenceLoop.class);
    private static final long PAUSE_MILLIS = 5_000;
    private static final int ROUNDS_PER_HOUR = 720;

    private final Clients clients;
    private volatile boolean running;

    PresenceLoop(Clients clients) {
        this.clients = clients;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("evenkeel-presence").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            for (int round = 0; running; round++) {
                Thread.sleep(PAUSE_MILLIS);
                if (running) {
                    write(round % ROUNDS_PER_HOUR == 0);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(boolean forgetToo) {
        try {
            clients.writeSigns();
            if (forgetToo) {
                clients.forgetTheLost();
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Signs of life were not written: {}", e.toString());
        }
    }
}
