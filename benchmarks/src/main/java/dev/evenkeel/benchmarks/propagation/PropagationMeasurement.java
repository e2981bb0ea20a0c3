// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.propagation;

import dev.evenkeel.benchmarks.server.BenchmarkServer;
import dev.evenkeel.benchmarks.server.ProcessGauge;
import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/// A measurement of consecutive changes, each until every client has received it. Not thread-safe.
final class PropagationMeasurement {
    private static final Duration OPEN_LIMIT = Duration.ofMinutes(3);
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(30);
    private static final int WARM_UP = 80;
    private static final long POLL_NANOS = 250_000;
    private static final long PAUSE_NANOS = 200_000_000;

    private final StreamSubscriberPool pool;
    private final SdkFleet sdks;
    private final ProbeFlagEditor editor;
    private final SplittableRandom random = new SplittableRandom(1);
    private int value = 1;

    private PropagationMeasurement(StreamSubscriberPool pool, SdkFleet sdks, ProbeFlagEditor editor) {
        this.pool = pool;
        this.sdks = sdks;
        this.editor = editor;
    }

    /// The parameters of the measurement.
    ///
    /// @param streams number of clients, including real SDKs
    /// @param sdks number of real SDKs among them
    /// @param changes number of changes after the warm-up
    /// @param flags number of flags in the environment
    record Plan(int streams, int sdks, int changes, int flags) {}

    /// The results.
    ///
    /// @param heapWithout live bytes of the server without streams
    /// @param heapWith live bytes of the server with all streams
    /// @param processorTime CPU time of the server, for all measured changes and the pauses between them
    record Result(PropagationDelays observed, long heapWithout, long heapWith, Duration processorTime) {}

    static Result measure(BenchmarkServer server, Plan plan) throws IOException, InterruptedException {
        ProcessGauge gauge = server.gauge();
        try (var editor = new ProbeFlagEditor(server, plan.flags())) {
            editor.setProbe(1).answer().join();
            long heapWithout = gauge.liveHeap();
            try (var pool = new StreamSubscriberPool(server.address(), server.sdkKey(), plan.streams() - plan.sdks());
                    var sdks = new SdkFleet(server.address(), server.sdkKey(), plan.sdks())) {
                var propagation = new PropagationMeasurement(pool, sdks, editor);
                propagation.await(
                        OPEN_LIMIT, CompletableFuture.completedFuture(new ProbeFlagEditor.EditResponse(1, 0)));
                System.err.println(pool.size() + " streams and " + sdks.size() + " SDKs are connected");
                propagation.change(WARM_UP);
                long heapWith = gauge.liveHeap();
                Duration before = gauge.processorTime();
                PropagationDelays delays = propagation.change(plan.changes());
                return new Result(
                        delays, heapWithout, heapWith, gauge.processorTime().minus(before));
            }
        }
    }

    private PropagationDelays change(int times) throws IOException {
        PropagationDelays delays = PropagationDelays.empty();
        for (int i = 0; i < times; i++) {
            sdks.reset();
            ProbeFlagEditor.Change change = editor.setProbe(++value);
            await(CHANGE_LIMIT, change.answer());
            delays.add(change, pool, sdks);
            LockSupport.parkNanos(PAUSE_NANOS / 2 + random.nextLong(PAUSE_NANOS));
        }
        return delays;
    }

    /// Waits until all SDKs return the value and all streams have the revision of the response.
    private void await(Duration limit, CompletableFuture<ProbeFlagEditor.EditResponse> answer) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (sdks.pollCountAt(value) < sdks.size()
                || !answer.isDone()
                || !pool.hasReachedAll(answer.join().revision())) {
            if (System.nanoTime() > end) {
                throw new IOException("after " + limit.toSeconds() + " s, " + sdks.pollCountAt(value) + " of "
                        + sdks.size() + " SDKs and " + pool.startedCount() + " of " + pool.size()
                        + " streams have any flags");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
