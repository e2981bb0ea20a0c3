// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.sdk.ShadowOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Where the guarded changes of a process have calls answered a second time. Thread-safe.
public final class ShadowExecutorFactory implements AutoCloseable {
    private final @Nullable LongSupplier nanoTicker;
    private final List<ShadowThreadPool> open = new CopyOnWriteArrayList<>();

    private ShadowExecutorFactory(@Nullable LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    /// Threads of their own for each guarded change.
    public static ShadowExecutorFactory threads(LongSupplier nanoTicker) {
        return new ShadowExecutorFactory(nanoTicker);
    }

    /// The caller's thread, at once: for tests, which then know when it is done.
    public static ShadowExecutorFactory callersThread() {
        return new ShadowExecutorFactory(null);
    }

    public ShadowExecutor open(String flagKey, ShadowOptions<?> terms) {
        if (nanoTicker == null) {
            return attempt -> {
                attempt.run();
                return true;
            };
        }
        var threads = new ShadowThreadPool(flagKey, terms, nanoTicker);
        open.add(threads);
        return threads;
    }

    /// Ends all threads.
    @Override
    public void close() {
        open.forEach(ShadowThreadPool::close);
    }
}
