// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.wire.ShadowDifference;
import dev.evenkeel.sdk.ShadowCall;
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

/// The second answers of one guarded change: draws the calls, has them answered again by the other
/// path or by the same, compares, and records. Costs the caller an addition, a draw and a place in a
/// queue. Thread-safe.
///
/// Of a write both answers are read back later; of a read the first is known.
public final class ShadowCallRunner<A extends @Nullable Object, R extends @Nullable Object>
        implements ShadowDispatcher<A, R> {
    private static final int BASIS_POINTS = 10_000;
    private static final int LONGEST_NAME = 256;

    private final String flagKey;
    private final ShadowOptions<R> terms;
    private final Paths<A, R> paths;
    private final ShadowExecutor lane;
    private final OutcomeRecorder recorder;
    private final ShadowDifferenceBuffer differences;

    /// What answers first and what a second time, and when an answer counts as failed.
    public record Paths<A extends @Nullable Object, R extends @Nullable Object>(
            Function<? super A, ? extends R> first,
            Function<? super A, ? extends R> second,
            Predicate<? super R> failedWhen) {}

    /// @param lane where second answers are given
    /// @param recorder counts the comparisons
    /// @param differences takes the differing calls to tell the server of
    public ShadowCallRunner(
            String flagKey,
            ShadowOptions<R> terms,
            Paths<A, R> paths,
            ShadowExecutor lane,
            OutcomeRecorder recorder,
            ShadowDifferenceBuffer differences) {
        this.flagKey = flagKey;
        this.terms = terms;
        this.paths = paths;
        this.lane = lane;
        this.recorder = recorder;
        this.differences = differences;
    }

    /// Whether a result counts as failed: the predicate says so, or throws.
    public static <R extends @Nullable Object> boolean isFailure(Predicate<? super R> failedWhen, R result) {
        try {
            return failedWhen.test(result);
        } catch (Throwable hostsMistake) {
            return true;
        }
    }

    /// A call that this split decided was answered. A failed one is not answered again.
    @Override
    public void answered(TrackedSplit split, long startNanos, long nanos, A argument, R first) {
        ShadowConfig wanted = split.shadow();
        if (wanted != null && isDrawn(wanted, startNanos, nanos) && !isFailure(paths.failedWhen(), first)) {
            offer(new ComparisonTask(split, isNoise(wanted), argument, new FirstResult<>(first), startNanos + nanos));
        }
    }

    /// A write that this split decided is in both stores: what it left is to be read back from each.
    public void written(TrackedSplit split, long startNanos, long nanos, A argument) {
        ShadowConfig wanted = split.shadow();
        if (wanted != null && isDrawn(wanted, startNanos, nanos)) {
            offer(new ComparisonTask(split, isNoise(wanted), argument, null, startNanos + nanos));
        }
    }

    private boolean isDrawn(ShadowConfig wanted, long startNanos, long nanos) {
        if (ShadowCall.isActive()) {
            return false;
        }
        lane.took(startNanos, nanos);
        return drawn(wanted.sample().basisPoints()) && !lane.isQuiet(startNanos + nanos);
    }

    private boolean isNoise(ShadowConfig wanted) {
        return terms.isControlRepeatable() && drawn(wanted.noise().basisPoints());
    }

    private void offer(ComparisonTask attempt) {
        if (!lane.offer(attempt)) {
            count(attempt.key(), ShadowComparisonResult.DROPPED);
        }
    }

    private void count(OutcomeKey second, ShadowComparisonResult comparison) {
        recorder.count(second, comparison.metrics());
    }

    private static boolean drawn(int basisPoints) {
        return ThreadLocalRandom.current().nextInt(BASIS_POINTS) < basisPoints;
    }

    private record FirstResult<R extends @Nullable Object>(R answer) {}

    private final class ComparisonTask implements ShadowTask {
        private final TrackedSplit split;
        private final boolean noise;
        private final A argument;
        private final long offeredNanos;
        private final AtomicBoolean settled = new AtomicBoolean();
        /* Null until it is read. */
        private volatile @Nullable FirstResult<R> first;

        ComparisonTask(
                TrackedSplit split, boolean noise, A argument, @Nullable FirstResult<R> first, long offeredNanos) {
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
            ShadowCall.run(flagKey, () -> {
                FirstResult<R> known = first == null ? readFirst() : first;
                if (known != null) {
                    answer(known.answer());
                }
            });
        }

        private @Nullable FirstResult<R> readFirst() {
            try {
                first = new FirstResult<>(paths.first().apply(argument));
            } catch (Throwable thrown) {
                settle(ShadowComparisonResult.INCOMPARABLE, null, "");
            }
            return first;
        }

        private void answer(R known) {
            R second;
            try {
                second = noise ? paths.first().apply(argument) : paths.second().apply(argument);
            } catch (Throwable thrown) {
                settle(ShadowComparisonResult.FAILED, null, thrown.getClass().getName());
                return;
            }
            if (!noise) {
                split.ranInShadow();
            }
            try {
                settle(compare(known, second), new FirstResult<>(second), "a result that counts as failed");
            } catch (Throwable hostsMistake) {
                settle(ShadowComparisonResult.INCOMPARABLE, null, "");
            }
        }

        private ShadowComparisonResult compare(R known, R second) {
            if (paths.failedWhen().test(second)) {
                return ShadowComparisonResult.FAILED;
            }
            return terms.same().test(known, second) ? ShadowComparisonResult.SAME : ShadowComparisonResult.DIFFERENT;
        }

        @Override
        public void expire() {
            settle(
                    first == null ? ShadowComparisonResult.INCOMPARABLE : ShadowComparisonResult.FAILED,
                    null,
                    "no answer within " + terms.timeLimit());
        }

        /// @param second null when there is none
        /// @param failure why the comparison failed, if it did
        private void settle(ShadowComparisonResult comparison, @Nullable FirstResult<R> second, String failure) {
            if (settled.compareAndSet(false, true)) {
                count(key(), comparison);
                if (!noise && !terms.fields().isEmpty() && comparison.differs()) {
                    tell(second, comparison == ShadowComparisonResult.FAILED ? failure : null);
                }
            }
        }

        private void tell(@Nullable FirstResult<R> second, @Nullable String failure) {
            FirstResult<R> known = first;
            if (known == null) {
                return;
            }
            try {
                List<String> fields =
                        second == null || failure != null ? List.of() : differing(known.answer(), second.answer());
                differences.add(new ShadowDifference(split.rollout(), split.revision(), fields, cut(failure)));
            } catch (Throwable hostsMistake) {
                count(key(), ShadowComparisonResult.INCOMPARABLE);
            }
        }

        private List<String> differing(R one, R other) {
            List<String> fields = new ArrayList<>();
            terms.fields().forEach((path, value) -> {
                if (!Objects.deepEquals(value.apply(one), value.apply(other))) {
                    fields.add(path);
                }
            });
            return fields;
        }

        private static @Nullable String cut(@Nullable String name) {
            return name == null || name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        }
    }
}
