// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.PreviewCache;
import dev.evenkeel.engine.preview.Traffic;
import dev.evenkeel.engine.rollout.RolloutPlan;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.Lane;
import dev.evenkeel.server.platform.Limit;
import dev.evenkeel.server.platform.Limits;
import dev.evenkeel.server.platform.Refused;
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
/// second, an odd one ten seconds. Of requests over the API, [#MOST_WAITING] more wait for ten seconds at most; the
/// others are refused at once. Of those that people look for while they change a plan, four wait at most; a fifth
/// takes the place of the oldest, which nobody looks at any more.
@Component
class Previews implements DisposableBean {
    private static final int MOST_WAITING = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final PreviewCache cache = new PreviewCache();
    private final ThreadPoolExecutor computing = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("previews").factory(),
            Previews::replaceOldest);
    private final Lane lane = new Lane(1, MOST_WAITING, LONGEST_WAIT);
    private final Limit limit;

    Previews(Limits limits) {
        this.limit = limits.of("previews-at-once", 1, lane::used);
    }

    /// The preview, however long it takes once its turn has come.
    ///
    /// @throws Refused when too many others are being computed
    PlanPreview of(RolloutPlan plan, Traffic traffic) {
        return cache.find(plan, traffic).orElseGet(() -> computedInTurn(plan, traffic));
    }

    private PlanPreview computedInTurn(RolloutPlan plan, Traffic traffic) {
        if (!lane.enter()) {
            limit.refuse();
            throw new Refused(
                    ErrorCode.OVERLOADED,
                    "The server is computing other previews. This preview was not computed.",
                    "Send the request again in about 10 seconds, or run ./evenkeel rollout preview on your own machine.");
        }
        try {
            return cache.of(plan, traffic);
        } finally {
            lane.leave();
        }
    }

    /// The preview, if it is there in time. If not, it goes on being computed, and is there when it is
    /// asked for again, unless too many others were asked for meanwhile.
    Optional<PlanPreview> within(Duration patience, RolloutPlan plan, Traffic traffic) {
        return cache.find(plan, traffic).or(() -> computed(patience, plan, traffic));
    }

    private Optional<PlanPreview> computed(Duration patience, RolloutPlan plan, Traffic traffic) {
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
