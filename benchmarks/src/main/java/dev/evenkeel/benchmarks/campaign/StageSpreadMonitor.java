// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.core.flag.MigrationStage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Monitor that polls every process for its stage and records the largest difference between them. Runs in
/// its own thread.
final class StageSpreadMonitor implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final List<PaymentServiceInstance> instances;
    private final Thread thread;
    private final AtomicInteger widest = new AtomicInteger();
    private final AtomicLong looks = new AtomicLong();

    StageSpreadMonitor(List<PaymentServiceInstance> instances) {
        this.instances = instances;
        this.thread = Thread.ofPlatform().name("spread of stages").daemon().start(this::runLoop);
    }

    /// Returns the largest difference in stages between two processes.
    int widestSpread() {
        return widest.get();
    }

    /// Returns how often at least two processes responded.
    long sampleCount() {
        return looks.get();
    }

    private void runLoop() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                sample();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sample() throws InterruptedException {
        List<Integer> stages = new ArrayList<>();
        for (PaymentServiceInstance instance : instances) {
            stage(instance).map(MigrationStage::ordinal).ifPresent(stages::add);
        }
        if (stages.size() > 1) {
            looks.incrementAndGet();
            int furthest = stages.stream().max(Integer::compare).orElseThrow();
            int last = stages.stream().min(Integer::compare).orElseThrow();
            widest.accumulateAndGet(furthest - last, Math::max);
        }
    }

    private static Optional<MigrationStage> stage(PaymentServiceInstance instance) throws InterruptedException {
        try {
            return MigrationStage.findByVariant(
                    instance.service().migrationState().path("stage").asString());
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
