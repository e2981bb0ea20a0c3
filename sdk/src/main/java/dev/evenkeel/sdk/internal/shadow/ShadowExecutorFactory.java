// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.sdk.ShadowOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A factory of the executors of shadow calls in a process. Thread-safe.
public final class ShadowExecutorFactory implements AutoCloseable {
    private final @Nullable LongSupplier nanoTicker;
    private final List<ShadowThreadPool> open = new CopyOnWriteArrayList<>();

    private ShadowExecutorFactory(@Nullable LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    /// Creates a factory of executors with their own threads for each guarded change.
    public static ShadowExecutorFactory threadPools(LongSupplier nanoTicker) {
        return new ShadowExecutorFactory(nanoTicker);
    }

    /// Creates a factory of executors that run at once in the caller's thread: for tests.
    public static ShadowExecutorFactory sameThread() {
        return new ShadowExecutorFactory(null);
    }

    public ShadowExecutor open(String flagKey, ShadowOptions<?> options) {
        if (nanoTicker == null) {
            return task -> {
                task.run();
                return true;
            };
        }
        var threads = new ShadowThreadPool(flagKey, options, nanoTicker);
        open.add(threads);
        return threads;
    }

    /// Stops all threads.
    @Override
    public void close() {
        open.forEach(ShadowThreadPool::close);
    }
}
