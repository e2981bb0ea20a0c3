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

/// What plans can do, the newest answers kept. Thread-safe.
///
/// One is computed at a time, however many people ask: a shipped plan at usual traffic takes some tenths of a
/// second, an odd one some seconds. Requests over the API take turns ([BoundedComputationExecutor]). Of those
/// that people look for while they change a plan, four wait at most; a fifth takes the place of the oldest,
/// which nobody looks at any more.
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
                "Send the request again in about 10 seconds, or run ./evenkeel rollout preview on your own machine.",
                limits);
    }

    /// The preview, however long it takes once its turn has come.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.RequestRefusedException when too many others are being
    ///     computed
    public PlanPreview of(RolloutPlan plan, TrafficAssumptions traffic) {
        return cache.find(plan, traffic).orElseGet(() -> inTurn.run(() -> cache.of(plan, traffic)));
    }

    /// The preview, if it is there in time. If not, it goes on being computed, and is there when it is
    /// asked for again, unless too many others were asked for meanwhile.
    public Optional<PlanPreview> within(Duration patience, RolloutPlan plan, TrafficAssumptions traffic) {
        return cache.find(plan, traffic).or(() -> computed(patience, plan, traffic));
    }

    private Optional<PlanPreview> computed(Duration patience, RolloutPlan plan, TrafficAssumptions traffic) {
        var task = new FutureTask<>(() -> cache.of(plan, traffic));
        computing.execute(task);
        try {
            return Optional.of(task.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the preview of plan " + plan.name() + " cannot be computed", e);
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
