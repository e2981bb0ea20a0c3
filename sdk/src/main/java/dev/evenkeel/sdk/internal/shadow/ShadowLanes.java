// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.sdk.Shadowing;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Where the guarded changes of a process have calls answered a second time. Thread-safe.
public final class ShadowLanes implements AutoCloseable {
    private final @Nullable LongSupplier nanoTicker;
    private final List<ShadowThreads> open = new CopyOnWriteArrayList<>();

    private ShadowLanes(@Nullable LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    /// Threads of their own for each guarded change.
    public static ShadowLanes threads(LongSupplier nanoTicker) {
        return new ShadowLanes(nanoTicker);
    }

    /// The caller's thread, at once: for tests, which then know when it is done.
    public static ShadowLanes callersThread() {
        return new ShadowLanes(null);
    }

    public ShadowLane open(String flagKey, Shadowing<?> terms) {
        if (nanoTicker == null) {
            return attempt -> {
                attempt.run();
                return true;
            };
        }
        var threads = new ShadowThreads(flagKey, terms, nanoTicker);
        open.add(threads);
        return threads;
    }

    /// Ends all threads.
    @Override
    public void close() {
        open.forEach(ShadowThreads::close);
    }
}
