// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.quick;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.GuardedChange;
import java.net.URI;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A payment service that calls itself: a fixed number of payments per second from random customers. The new
/// core fails for one customer in five.
final class SyntheticService implements AutoCloseable {
    static final int PAYMENTS_PER_SECOND = 2_000;
    static final int CUSTOMERS = 100_000;
    private static final int FAILING_ONE_IN = 5;
    private static final Logger SDK_LOG = Logger.getLogger("dev.evenkeel.sdk");
    private static final long PERIOD_NANOS = 1_000_000_000L / PAYMENTS_PER_SECOND;

    private final Evenkeel evenkeel;
    private final GuardedChange<Integer, Boolean> core;
    private final AtomicLong payments = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean stopped;

    SyntheticService(URI server, String sdkKey) {
        SDK_LOG.setLevel(Level.SEVERE);
        evenkeel = Evenkeel.start(EvenkeelConfig.builder(server, sdkKey).build());
        core = evenkeel.<Integer, Boolean>guardedChange("payment-core")
                .control("classic", customer -> true)
                .candidate("modern", customer -> customer % FAILING_ONE_IN != 0)
                .failedWhen(paid -> !paid)
                .build();
        Thread.ofPlatform().name("customers").daemon().start(this::run);
    }

    private void run() {
        SplittableRandom random = new SplittableRandom(1);
        long due = System.nanoTime();
        while (!stopped) {
            LockSupport.parkNanos(due - System.nanoTime());
            int customer = random.nextInt(CUSTOMERS);
            if (!core.run(EvaluationContext.of("customer-" + customer), customer)) {
                failures.incrementAndGet();
            }
            payments.incrementAndGet();
            due += PERIOD_NANOS;
        }
    }

    long payments() {
        return payments.get();
    }

    long failures() {
        return failures.get();
    }

    @Override
    public void close() {
        stopped = true;
        evenkeel.close();
    }
}
