// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.core.telemetry.LatencyBins;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/// The throttle that pauses the shadow calls of one guarded change while they delay its callers: when calls
/// are slower while shadow calls run than in the quiet phase without them ([TailLatencyRegression]), over the
/// last two to four minutes. The first pause takes 30 s; each one that follows within ten minutes takes twice
/// as long as the previous one, up to eight minutes.
///
/// Any thread records calls, which costs an addition; one thread at a time evaluates. Takes 40 kB once there
/// are calls.
final class ShadowThrottle {
    private static final long JUDGE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(8);
    private static final long FORGIVEN_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final ShadowFreeBaselineSchedule quietTime;
    private volatile LatencyWindow young;
    private LatencyWindow old;
    private volatile @Nullable Pause pause;
    private long judgedNanos;

    /// @param nowNanos time of the first shadow call
    ShadowThrottle(long nowNanos) {
        this.quietTime = new ShadowFreeBaselineSchedule(nowNanos);
        this.young = new LatencyWindow(nowNanos);
        this.old = new LatencyWindow(nowNanos);
        this.judgedNanos = nowNanos;
    }

    private record Pause(long untilNanos, long lengthNanos) {
        static Pause after(@Nullable Pause last, long nowNanos) {
            long length = last == null || nowNanos - last.untilNanos >= FORGIVEN_NANOS
                    ? FIRST_PAUSE_NANOS
                    : Math.min(2 * last.lengthNanos, LONGEST_PAUSE_NANOS);
            return new Pause(nowNanos + length, length);
        }

        boolean isOn(long nanos) {
            return nanos - untilNanos < 0;
        }
    }

    /// Latencies since an instant, by bin.
    private record LatencyWindow(long sinceNanos, AtomicIntegerArray busy, AtomicIntegerArray quiet) {
        LatencyWindow(long sinceNanos) {
            this(sinceNanos, new AtomicIntegerArray(LatencyBins.COUNT), new AtomicIntegerArray(LatencyBins.COUNT));
        }
    }

    /// Whether this is the quiet phase.
    boolean isQuiet(long nowNanos) {
        return quietTime.isQuiet(nowNanos);
    }

    /// Whether shadow calls are paused.
    boolean isPaused(long nowNanos) {
        Pause last = pause;
        return last != null && last.isOn(nowNanos);
    }

    /// Records the latency of a call.
    void recordLatency(long startNanos, long nanos) {
        ShadowFreeBaselineSchedule.Phase slice = quietTime.phaseAt(startNanos);
        if (slice != ShadowFreeBaselineSchedule.Phase.BETWEEN && !isPaused(startNanos)) {
            LatencyWindow now = young;
            (slice == ShadowFreeBaselineSchedule.Phase.BUSY ? now.busy : now.quiet)
                    .getAndIncrement(LatencyBins.binOf(TimeUnit.NANOSECONDS.toMicros(nanos)));
        }
    }

    /// Evaluates the latencies, at most once per second.
    ///
    /// @return why shadow calls are paused from now on; null when they are not, or were already
    @Nullable
    TailLatencyRegression evaluate(long nowNanos) {
        if (nowNanos - judgedNanos < JUDGE_NANOS || isPaused(nowNanos)) {
            return null;
        }
        judgedNanos = nowNanos;
        LatencyWindow newer = young;
        LatencyWindow older = old;
        TailLatencyRegression slower = TailLatencyRegression.detect(
                bin -> sum(newer.busy, older.busy, bin), bin -> sum(newer.quiet, older.quiet, bin));
        if (slower != null) {
            pause = Pause.after(pause, nowNanos);
            old = new LatencyWindow(nowNanos);
            young = new LatencyWindow(nowNanos);
        } else if (nowNanos - newer.sinceNanos >= WINDOW_NANOS) {
            old = newer;
            young = new LatencyWindow(nowNanos);
        }
        return slower;
    }

    /// Returns the length of the last pause in seconds; 0 when there was none.
    long pauseSeconds() {
        Pause last = pause;
        return last == null ? 0 : TimeUnit.NANOSECONDS.toSeconds(last.lengthNanos);
    }

    private static long sum(AtomicIntegerArray newer, AtomicIntegerArray older, int bin) {
        return (long) newer.get(bin) + older.get(bin);
    }
}
