// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelListener;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.ListenerRegistration;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.SdkState;
import dev.evenkeel.sdk.SdkStats;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An in-memory Evenkeel that records the evaluation context and whether it is closed.
public final class RecordingEvenkeel implements Evenkeel {
    public final FakeEvenkeel fake = new FakeEvenkeel();
    private volatile @Nullable EvaluationContext lastContext;
    private volatile boolean closed;

    public RecordingEvenkeel() {
        fake.load("{\"flags\":{}}");
    }

    /// The context of the last evaluation.
    public EvaluationContext lastContext() {
        return Objects.requireNonNull(lastContext, "nothing was evaluated");
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public Evaluation evaluate(String flagKey, EvaluationContext context) {
        lastContext = context;
        return fake.evaluate(flagKey, context);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> GuardedChange.Builder<A, R> guardedChange(
            String flagKey) {
        return fake.guardedChange(flagKey);
    }

    @Override
    public Migration migration(String flagKey) {
        return fake.migration(flagKey);
    }

    @Override
    public void track(String metric, double value, EvaluationContext context) {
        fake.track(metric, value, context);
    }

    @Override
    public SdkState state() {
        return fake.state();
    }

    @Override
    public void settle(String token, boolean failed) {
        fake.settle(token, failed);
    }

    @Override
    public SdkStats stats() {
        return fake.stats();
    }

    @Override
    public ListenerRegistration listen(EvenkeelListener listener) {
        return fake.listen(listener);
    }

    @Override
    public void close() {
        closed = true;
        fake.close();
    }
}
