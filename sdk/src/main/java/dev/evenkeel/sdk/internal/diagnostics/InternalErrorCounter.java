// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.diagnostics;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/// A counter of internal errors that the SDK's loops recovered from, which logs the first. Thread-safe.
public final class InternalErrorCounter {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private final AtomicLong count = new AtomicLong();

    public void record(Throwable mistake) {
        if (count.incrementAndGet() == 1) {
            LOG.log(Level.ERROR, "Evenkeel: internal error; the SDK continues. Please report it", mistake);
        }
    }

    public long count() {
        return count.get();
    }
}
