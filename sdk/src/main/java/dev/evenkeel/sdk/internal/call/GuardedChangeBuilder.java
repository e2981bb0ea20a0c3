// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.ShadowOptions;
import dev.evenkeel.sdk.internal.call.GuardedChangeImpl.VariantCodePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/// The builder of guarded changes.
final class GuardedChangeBuilder<A extends @Nullable Object, R extends @Nullable Object>
        implements GuardedChange.Builder<A, R> {
    private static final int MOST_METRICS = 16;

    private final EvaluationAndRecordingCore core;
    private final String flagKey;
    private @Nullable VariantCodePath<A, R> control;
    private @Nullable VariantCodePath<A, R> candidate;
    private final Map<String, CustomCallMetric<A, R>> metrics = new LinkedHashMap<>();
    private final Map<String, TrafficSlice<A>> slices = new LinkedHashMap<>();
    private Predicate<? super R> failedWhen = result -> false;
    private @Nullable ShadowOptions<R> shadowing;
    private @Nullable CandidateLimits limits;
    private boolean fallsBack;
    private boolean settles;

    GuardedChangeBuilder(EvaluationAndRecordingCore core, String flagKey) {
        this.core = core;
        this.flagKey = Objects.requireNonNull(flagKey, "flagKey");
    }

    @Override
    public GuardedChange.Builder<A, R> control(String variant, Function<? super A, ? extends R> path) {
        control = path(variant, path);
        return this;
    }

    @Override
    public GuardedChange.Builder<A, R> candidate(String variant, Function<? super A, ? extends R> path) {
        candidate = path(variant, path);
        return this;
    }

    @Override
    public GuardedChange.Builder<A, R> failedWhen(Predicate<? super R> failed) {
        failedWhen = Objects.requireNonNull(failed, "failed");
        return this;
    }

    @Override
    public GuardedChange.Builder<A, R> shadowing(ShadowOptions<R> options) {
        shadowing = Objects.requireNonNull(options, "terms");
        return this;
    }

    @Override
    public GuardedChange.Builder<A, R> candidateLimits(CandidateLimits most) {
        limits = Objects.requireNonNull(most, "most");
        return this;
    }

    @Override
    public GuardedChange.Builder<A, R> fallsBackToControl() {
        fallsBack = true;
        return this;
    }

    @Override
    public GuardedChange.Builder<A, R> settlesLater() {
        settles = true;
        return this;
    }

    @Override
    public GuardedChange.Builder<A, R> counting(String metric, BiPredicate<? super A, ? super R> happened) {
        return add(CustomCallMetric.counting(metric, Objects.requireNonNull(happened, "happened")));
    }

    @Override
    public GuardedChange.Builder<A, R> measuring(
            String metric, double most, ToDoubleBiFunction<? super A, ? super R> value) {
        return add(CustomCallMetric.measuring(metric, most, Objects.requireNonNull(value, "value")));
    }

    @Override
    public GuardedChange.Builder<A, R> slice(String slice, BiPredicate<? super EvaluationContext, ? super A> contains) {
        TrafficSlice<A> named = TrafficSlice.of(slice, Objects.requireNonNull(contains, "contains"));
        if (slices.putIfAbsent(named.metric(), named) != null) {
            throw new IllegalArgumentException(
                    "\"" + flagKey + "\" has two slices named \"" + slice + "\"; use unique names");
        }
        requireAtMost(slices.size(), TrafficSlice.MAX_SLICES, "slices");
        return this;
    }

    private void requireAtMost(int size, int most, String what) {
        if (size > most) {
            throw new IllegalArgumentException(
                    "\"" + flagKey + "\" has more than " + most + " " + what + ", the limit of a batch");
        }
    }

    private GuardedChange.Builder<A, R> add(CustomCallMetric<A, R> metric) {
        if (metrics.putIfAbsent(metric.name(), metric) != null) {
            throw new IllegalArgumentException(
                    "\"" + flagKey + "\" has two metrics named \"" + metric.name() + "\"; use unique names");
        }
        requireAtMost(metrics.size(), MOST_METRICS, "metrics");
        return this;
    }

    @Override
    public GuardedChange<A, R> build() {
        if (control == null || candidate == null) {
            throw new IllegalStateException("the guarded change of \"" + flagKey
                    + "\" requires both paths: call control(variant, path) and candidate(variant, path)");
        }
        if (control.variant().equals(candidate.variant())) {
            throw new IllegalStateException("control and candidate of \"" + flagKey
                    + "\" must be two variants, both are \"" + control.variant() + "\"");
        }
        return new GuardedChangeImpl<>(
                core,
                flagKey,
                control,
                candidate,
                new GuardedChangeImpl.CallSettings<>(
                        failedWhen,
                        new CustomCallMetricsReader<>(List.copyOf(metrics.values()), List.copyOf(slices.values())),
                        shadowing,
                        limits,
                        fallsBack,
                        settles));
    }

    private VariantCodePath<A, R> path(String variant, Function<? super A, ? extends R> code) {
        return new VariantCodePath<>(
                flagKey, Objects.requireNonNull(variant, "variant"), Objects.requireNonNull(code, "path"));
    }
}
