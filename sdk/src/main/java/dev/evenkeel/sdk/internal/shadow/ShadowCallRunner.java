// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.wire.ShadowDifference;
import dev.evenkeel.sdk.ShadowCallMarker;
import dev.evenkeel.sdk.ShadowOptions;
import dev.evenkeel.sdk.internal.outcome.OutcomeRecorder;
import dev.evenkeel.sdk.internal.outcome.ShadowDifferenceBuffer;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The shadow calls of one guarded change: samples calls, runs them again on the other path or on the same
/// one, compares the results, and records the comparison. Costs the caller an addition, a random draw and an
/// enqueue. Thread-safe.
///
/// For a write both results are read back later; for a read the first one is known.
public final class ShadowCallRunner<A extends @Nullable Object, R extends @Nullable Object>
        implements ShadowDispatcher<A, R> {
    private static final int BASIS_POINTS = 10_000;
    private static final int LONGEST_NAME = 256;

    private final String flagKey;
    private final ShadowOptions<R> options;
    private final Paths<A, R> paths;
    private final ShadowExecutor shadowExecutor;
    private final OutcomeRecorder recorder;
    private final ShadowDifferenceBuffer differences;

    /// The paths of the first and the shadow call, with the predicate for failed results.
    public record Paths<A extends @Nullable Object, R extends @Nullable Object>(
            Function<? super A, ? extends R> first,
            Function<? super A, ? extends R> second,
            Predicate<? super R> failedWhen) {}

    /// @param shadowExecutor executor of shadow calls
    /// @param recorder counts the comparisons
    /// @param differences receives the differing calls to report to the server
    public ShadowCallRunner(
            String flagKey,
            ShadowOptions<R> options,
            Paths<A, R> paths,
            ShadowExecutor shadowExecutor,
            OutcomeRecorder recorder,
            ShadowDifferenceBuffer differences) {
        this.flagKey = flagKey;
        this.options = options;
        this.paths = paths;
        this.shadowExecutor = shadowExecutor;
        this.recorder = recorder;
        this.differences = differences;
    }

    /// Whether a result counts as failed: the predicate is true, or throws.
    public static <R extends @Nullable Object> boolean isFailure(Predicate<? super R> failedWhen, R result) {
        try {
            return failedWhen.test(result);
        } catch (Throwable hostsMistake) {
            return true;
        }
    }

    /// Called after a call that this split decided. A failed one is not shadowed.
    @Override
    public void dispatch(TrackedSplit split, long startNanos, long nanos, A argument, R first) {
        ShadowConfig requested = split.shadow();
        if (requested != null && shouldSample(requested, startNanos, nanos) && !isFailure(paths.failedWhen(), first)) {
            submit(new ComparisonTask(
                    split, shouldRepeatControl(requested), argument, new CallReturnValue<>(first), startNanos + nanos));
        }
    }

    /// Called after both stores accepted a write that this split decided: it will be read back from each.
    public void dispatchReadBack(TrackedSplit split, long startNanos, long nanos, A argument) {
        ShadowConfig requested = split.shadow();
        if (requested != null && shouldSample(requested, startNanos, nanos)) {
            submit(new ComparisonTask(split, shouldRepeatControl(requested), argument, null, startNanos + nanos));
        }
    }

    private boolean shouldSample(ShadowConfig requested, long startNanos, long nanos) {
        if (ShadowCallMarker.isActive()) {
            return false;
        }
        shadowExecutor.recordLatency(startNanos, nanos);
        return isSampled(requested.sample().basisPoints()) && !shadowExecutor.isQuiet(startNanos + nanos);
    }

    private boolean shouldRepeatControl(ShadowConfig requested) {
        return options.isControlRepeatable() && isSampled(requested.noise().basisPoints());
    }

    private void submit(ComparisonTask attempt) {
        if (!shadowExecutor.offer(attempt)) {
            recordMetrics(attempt.key(), ShadowComparisonResult.DROPPED);
        }
    }

    private void recordMetrics(OutcomeKey second, ShadowComparisonResult comparison) {
        recorder.incrementMetrics(second, comparison.metrics());
    }

    private static boolean isSampled(int basisPoints) {
        return ThreadLocalRandom.current().nextInt(BASIS_POINTS) < basisPoints;
    }

    private record CallReturnValue<R extends @Nullable Object>(R answer) {}

    private final class ComparisonTask implements ShadowTask {
        private final TrackedSplit split;
        private final boolean noise;
        private final A argument;
        private final long offeredNanos;
        private final AtomicBoolean settled = new AtomicBoolean();
        /* Null until it is read. */
        private volatile @Nullable CallReturnValue<R> first;

        ComparisonTask(
                TrackedSplit split, boolean noise, A argument, @Nullable CallReturnValue<R> first, long offeredNanos) {
            this.split = split;
            this.noise = noise;
            this.argument = argument;
            this.first = first;
            this.offeredNanos = offeredNanos;
        }

        @Override
        public long offeredNanos() {
            return offeredNanos;
        }

        OutcomeKey key() {
            return noise ? split.control() : split.candidate();
        }

        @Override
        public void run() {
            ShadowCallMarker.run(flagKey, () -> {
                CallReturnValue<R> known = first == null ? readFirst() : first;
                if (known != null) {
                    runSecond(known.answer());
                }
            });
        }

        private @Nullable CallReturnValue<R> readFirst() {
            try {
                first = new CallReturnValue<>(paths.first().apply(argument));
            } catch (Throwable thrown) {
                complete(ShadowComparisonResult.INCOMPARABLE, null, "");
            }
            return first;
        }

        private void runSecond(R known) {
            R second;
            try {
                second = noise ? paths.first().apply(argument) : paths.second().apply(argument);
            } catch (Throwable thrown) {
                complete(ShadowComparisonResult.FAILED, null, thrown.getClass().getName());
                return;
            }
            if (!noise) {
                split.recordShadowRun();
            }
            try {
                complete(compare(known, second), new CallReturnValue<>(second), "the result counts as failed");
            } catch (Throwable hostsMistake) {
                complete(ShadowComparisonResult.INCOMPARABLE, null, "");
            }
        }

        private ShadowComparisonResult compare(R known, R second) {
            if (paths.failedWhen().test(second)) {
                return ShadowComparisonResult.FAILED;
            }
            return options.equality().test(known, second)
                    ? ShadowComparisonResult.SAME
                    : ShadowComparisonResult.DIFFERENT;
        }

        @Override
        public void expire() {
            complete(
                    first == null ? ShadowComparisonResult.INCOMPARABLE : ShadowComparisonResult.FAILED,
                    null,
                    "no result within " + options.timeLimit());
        }

        /// @param second null when there is none
        /// @param failure why the comparison failed, if it did
        private void complete(ShadowComparisonResult comparison, @Nullable CallReturnValue<R> second, String failure) {
            if (settled.compareAndSet(false, true)) {
                recordMetrics(key(), comparison);
                if (!noise && !options.fields().isEmpty() && comparison.differs()) {
                    recordDifference(second, comparison == ShadowComparisonResult.FAILED ? failure : null);
                }
            }
        }

        private void recordDifference(@Nullable CallReturnValue<R> second, @Nullable String failure) {
            CallReturnValue<R> known = first;
            if (known == null) {
                return;
            }
            try {
                List<String> fields = second == null || failure != null
                        ? List.of()
                        : differingFields(known.answer(), second.answer());
                differences.add(new ShadowDifference(split.rollout(), split.revision(), fields, truncate(failure)));
            } catch (Throwable hostsMistake) {
                recordMetrics(key(), ShadowComparisonResult.INCOMPARABLE);
            }
        }

        private List<String> differingFields(R one, R other) {
            List<String> fields = new ArrayList<>();
            options.fields().forEach((path, value) -> {
                if (!Objects.deepEquals(value.apply(one), value.apply(other))) {
                    fields.add(path);
                }
            });
            return fields;
        }

        private static @Nullable String truncate(@Nullable String name) {
            return name == null || name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        }
    }
}
