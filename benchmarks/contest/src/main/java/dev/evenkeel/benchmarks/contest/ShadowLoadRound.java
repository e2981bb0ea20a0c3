// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/// Some seconds of calls from eight threads to a control that takes a millisecond. A call that takes longer
/// than half of that time counts as stuck: it returned only because the candidate was released.
final class ShadowLoadRound {
    static final int CALLERS = 8;

    private static final long CONTROL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int DIGITS = 3;

    private final ShadowContender contender;
    private final CandidateBehaviour behaviour;
    private final Duration time;
    private final CandidateStub candidate;
    private volatile boolean over;

    ShadowLoadRound(ShadowContender contender, CandidateBehaviour behaviour, Duration time) {
        this.contender = contender;
        this.behaviour = behaviour;
        this.time = time;
        this.candidate = new CandidateStub(behaviour);
    }

    /// Runs the round and adds its results.
    void run(ShadowLoadCollector shadowLoadCollector) throws InterruptedException {
        Set<Long> before = threadIds();
        var paths = new ShadowPaths(ShadowLoadRound::control, candidate::answer, String::equals);
        try (ShadowedCall call = contender.open(paths, behaviour != CandidateBehaviour.OFF)) {
            List<CallerThread> callers = startCallers(call);
            candidate.awaitEnd(time);
            over = true;
            shadowLoadCollector.recordThreads(
                    threadIds().stream().filter(id -> !before.contains(id)).count() - CALLERS);
            long begun = candidate.started();
            candidate.release();
            for (CallerThread caller : callers) {
                caller.join();
                shadowLoadCollector.addCalls(caller.times, caller.stuck);
            }
            shadowLoadCollector.addCandidates(
                    behaviour == CandidateBehaviour.HANGING ? begun : candidate.started(), candidate.endedEarly());
        } finally {
            candidate.release();
        }
    }

    private static String control(String argument) {
        CandidateStub.park(CONTROL_NANOS);
        return argument;
    }

    private static Set<Long> threadIds() {
        return Arrays.stream(ManagementFactory.getThreadMXBean().getAllThreadIds())
                .boxed()
                .collect(Collectors.toSet());
    }

    private List<CallerThread> startCallers(ShadowedCall call) {
        List<CallerThread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            var caller = new CallerThread(call);
            caller.start();
            callers.add(caller);
        }
        return callers;
    }

    private final class CallerThread extends Thread {
        private final ShadowedCall call;
        private final Histogram times = new Histogram(DIGITS);
        private long stuck;

        CallerThread(ShadowedCall call) {
            super("caller");
            this.call = call;
        }

        @Override
        public void run() {
            do {
                long start = System.nanoTime();
                try {
                    call.answer("x");
                } catch (Exception e) {
                    throw new IllegalStateException("control never fails", e);
                }
                record(System.nanoTime() - start);
            } while (!over);
        }

        private void record(long nanos) {
            if (nanos > time.toNanos() / 2) {
                stuck++;
            } else {
                times.recordValue(nanos);
            }
        }
    }
}
