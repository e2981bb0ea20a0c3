// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.SdkStats;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/// Generator of calls of a guarded change, one after the other in one thread, so that the journal contains
/// them in order. Measures the duration of each evaluation and whether the thread was blocked in it. Events
/// that stop the whole process, such as a garbage collection or a signal, increase the duration but do not
/// count as blocked.
final class SdkCallGenerator {
    private static final double USUAL_FAILURES = 0.01;
    private static final double BAD_FAILURES = 0.3;
    private static final String FAILED = "failed";
    /* The first calls load classes. */
    private static final int COLD = 100;
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;

    private final Evenkeel evenkeel;
    private final ProcessJournalWriter journal;
    private final Random random;
    private final GuardedChange<String, String> change;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ConcurrentHistogram nanos = new ConcurrentHistogram(3);
    private long seen = -1;
    private long made;
    private final LongAdder waits = new LongAdder();
    private volatile boolean stopped;

    SdkCallGenerator(Evenkeel evenkeel, ProcessJournalWriter journal, Path badWhile, long seed) {
        this.evenkeel = evenkeel;
        this.journal = journal;
        this.random = new Random(seed);
        this.change = evenkeel.<String, String>guardedChange(SdkProcess.FLAG)
                .control(SdkProcess.CONTROL, argument -> answer(USUAL_FAILURES))
                .candidate(
                        SdkProcess.CANDIDATE,
                        argument -> answer(Files.exists(badWhile) ? BAD_FAILURES : USUAL_FAILURES))
                .failedWhen(FAILED::equals)
                .build();
    }

    private String answer(double failures) {
        return random.nextDouble() < failures ? FAILED : "fine";
    }

    /// Makes calls until it is stopped. Does not catch up after the process was suspended.
    void run(double perSecond) {
        long pause = Math.round(1e9 / perSecond);
        long next = System.nanoTime();
        while (!stopped) {
            call();
            next = Math.max(next + pause, System.nanoTime());
            for (long left = next - System.nanoTime(); left > 0 && !stopped; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void call() {
        long revision = evenkeel.stats().revision();
        if (revision != seen) {
            journal.writeRevision(revision);
            seen = revision;
        }
        EvaluationContext context = EvaluationContext.of("unit-" + Long.toHexString(random.nextLong()));
        long before = waitCount();
        long began = System.nanoTime();
        try {
            evenkeel.evaluate(SdkProcess.FLAG, context);
            nanos.recordValue(System.nanoTime() - began);
            change.run(context, "");
        } catch (RuntimeException | Error e) {
            journal.writeError("a call failed: " + e);
        }
        made++;
        if (made > COLD) {
            waits.add(waitCount() - before);
        }
    }

    private long waitCount() {
        ThreadInfo info = threads.getThreadInfo(Thread.currentThread().threadId());
        return info.getBlockedCount() + info.getWaitedCount();
    }

    /// Stops the calls; the current one ends shortly.
    void stop() {
        stopped = true;
    }

    SdkProcess.SdkProcessState state(SdkStats sdk) {
        return new SdkProcess.SdkProcessState(
                sdk, waits.sum(), nanos.getValueAtPercentile(99) / MICRO, nanos.getMaxValue() / MILLI, stopped);
    }
}
