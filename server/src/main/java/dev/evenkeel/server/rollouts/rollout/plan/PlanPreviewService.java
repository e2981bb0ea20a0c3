// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.PlanPreviewCache;
import dev.evenkeel.engine.preview.TrafficAssumptions;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.foundation.limits.BoundedComputationExecutor;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// A service that computes previews of plans and caches the newest ones. Thread-safe.
///
/// Computes one preview at a time, for any number of users: a shipped plan at usual traffic takes some tenths
/// of a second, an unusual one some seconds. API requests queue ([BoundedComputationExecutor]). Of the previews
/// requested while users edit a plan, at most four wait; a fifth replaces the oldest, whose result is no longer
/// displayed.
@Component
public class PlanPreviewService implements DisposableBean {
    private static final int MOST_WAITING = 4;

    private final PlanPreviewCache cache = new PlanPreviewCache();
    private final ThreadPoolExecutor computing = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("previews").factory(),
            PlanPreviewService::replaceOldest);
    private final BoundedComputationExecutor inTurn;

    PlanPreviewService(LimitRegistry limits) {
        this.inTurn = new BoundedComputationExecutor(
                "previews",
                "Send the request again in about 10 seconds, or run ./evenkeel rollout preview locally.",
                limits);
    }

    /// Returns the preview; waits for its turn and for the computation.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException when too many previews are
    ///     queued
    public PlanPreview compute(RolloutPlan plan, TrafficAssumptions traffic) {
        return cache.find(plan, traffic).orElseGet(() -> inTurn.run(() -> cache.get(plan, traffic)));
    }

    /// Returns the preview if it is ready within a time limit. Otherwise the computation continues, and a later
    /// call returns the result, unless too many other previews were requested in between.
    public Optional<PlanPreview> findWithin(Duration patience, RolloutPlan plan, TrafficAssumptions traffic) {
        return cache.find(plan, traffic).or(() -> computed(patience, plan, traffic));
    }

    private Optional<PlanPreview> computed(Duration patience, RolloutPlan plan, TrafficAssumptions traffic) {
        var task = new FutureTask<>(() -> cache.get(plan, traffic));
        computing.execute(task);
        try {
            return Optional.of(task.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("computing the preview of plan " + plan.name() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void replaceOldest(Runnable task, ThreadPoolExecutor pool) {
        if (pool.getQueue().poll() instanceof FutureTask<?> oldest) {
            oldest.cancel(false);
        }
        if (!pool.isShutdown()) {
            pool.execute(task);
        }
    }

    @Override
    public void destroy() {
        computing.shutdownNow();
    }
}
