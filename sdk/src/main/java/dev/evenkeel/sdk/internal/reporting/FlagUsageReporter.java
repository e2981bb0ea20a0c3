// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.reporting;

import dev.evenkeel.core.wire.FlagUsageReport;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.sdk.internal.delivery.FlagStore;
import dev.evenkeel.sdk.internal.transport.ServerClient;
import dev.evenkeel.sdk.internal.transport.StreamedResponse;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Tells the server at most once a minute, and at the end, which variants of which flags were served here. What
/// does not arrive is told with the next report, unless the server refuses it for good. One thread reports; any
/// thread reads the count.
public final class FlagUsageReporter {
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /// Also of a server that does not know such reports.
    private static final Set<Integer> FINAL_REFUSALS = Set.of(400, 404, 405, 413, 422);

    private final FlagStore store;
    private final ServerClient transport;
    private final String instance;
    private final LongSupplier nanoTicker;
    private final AtomicLong failures = new AtomicLong();
    private long reportedNanos;

    public FlagUsageReporter(FlagStore store, ServerClient transport, String instance, LongSupplier nanoTicker) {
        this.store = store;
        this.transport = transport;
        this.instance = instance;
        this.nanoTicker = nanoTicker;
        this.reportedNanos = nanoTicker.getAsLong();
    }

    /// Reports that did not arrive.
    public long failures() {
        return failures.get();
    }

    /// Reports when a minute has passed since the last time.
    ///
    /// @param last reports in any case
    public void report(boolean last) throws InterruptedException {
        long now = nanoTicker.getAsLong();
        if (last || now - reportedNanos >= PAUSE_NANOS) {
            reportedNanos = now;
            send(store.takeUse());
        }
    }

    private void send(Map<String, Set<String>> use) throws InterruptedException {
        boolean goOn = true;
        for (FlagUsageReport report : FlagUsageReport.of(instance, use)) {
            goOn = goOn && isSettled(report);
            if (!goOn) {
                store.giveBack(report.flags());
            }
        }
    }

    /// Sends a report; after one that has to be told again the others wait with it.
    private boolean isSettled(FlagUsageReport report) throws InterruptedException {
        try {
            int status = transport.use(BodyPublishers.ofByteArray(WireCodec.encode(report)));
            if (StreamedResponse.isSuccess(status)) {
                return true;
            }
            failures.incrementAndGet();
            return FINAL_REFUSALS.contains(status);
        } catch (IOException e) {
            failures.incrementAndGet();
            return false;
        }
    }
}
