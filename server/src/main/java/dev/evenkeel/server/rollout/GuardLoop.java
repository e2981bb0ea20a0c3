// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.server.telemetry.EvidenceReceived;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Keeps every rollout moving: a round at least once a second, and soon after evidence arrived.
///
/// Nothing depends on a wake-up, or on what an earlier round did: each round reads what is stored. One thread.
@Component
class GuardLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(GuardLoop.class);
    private static final long PAUSE_MILLIS = 1_000;
    /* What arrives within this time is one tick, so that there are at most ten ticks a second. */
    private static final long GATHER_MILLIS = 100;
    private static final long STOP_MILLIS = 2_000;

    private final GuardRound round;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    GuardLoop(GuardRound round) {
        this.round = round;
    }

    /// Looks soon.
    @EventListener
    void wake(EvidenceReceived event) {
        wake.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("evenkeel-guard").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        wake.release();
        try {
            if (thread != null) {
                thread.join(STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        boolean looks = true;
        while (running) {
            looks = look(looks);
            pause();
        }
    }

    private boolean look(boolean lookedBefore) {
        try {
            round.look();
            if (!lookedBefore) {
                LOG.info("The rollouts are looked at again");
            }
            return true;
        } catch (RuntimeException | Error e) {
            if (lookedBefore) {
                LOG.warn("The rollouts cannot be looked at; tried every second: {}", e.toString());
            }
            return false;
        }
    }

    private void pause() {
        try {
            if (wake.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                Thread.sleep(GATHER_MILLIS);
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
