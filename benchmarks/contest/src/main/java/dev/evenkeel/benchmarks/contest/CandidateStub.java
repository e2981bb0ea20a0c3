// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// The candidate of one section; counts its calls and can release hanging ones. Thread-safe.
final class CandidateStub {
    /// Number of hanging calls at which a section ends, because each may occupy threads of this machine.
    static final int MAX_HANGING = 500;

    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final CandidateBehaviour behaviour;
    private final LongAdder started = new LongAdder();
    private final CountDownLatch tooMany = new CountDownLatch(MAX_HANGING);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean endedEarly;

    CandidateStub(CandidateBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    String answer(String argument) {
        started.increment();
        if (behaviour == CandidateBehaviour.SLOW) {
            park(SLOW_NANOS);
        } else if (behaviour == CandidateBehaviour.HANGING) {
            tooMany.countDown();
            hang();
        }
        return argument;
    }

    /// Waits without using CPU time.
    static void park(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void hang() {
        while (true) {
            try {
                release.await();
                return;
            } catch (InterruptedException ignored) {
                // as code that waits for a socket does
            }
        }
    }

    /// Waits for the end of the section, which comes early when too many calls hang.
    void awaitEnd(Duration section) throws InterruptedException {
        endedEarly = tooMany.await(section.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean endedEarly() {
        return endedEarly;
    }

    long started() {
        return started.sum();
    }

    /// Releases all hanging calls.
    void release() {
        release.countDown();
    }
}
