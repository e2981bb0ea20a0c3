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

/// The reporter of flag usage: sends to the server which variants of which flags were served here, at most
/// once a minute and at the end. Usage of a failed report is part of the next one, unless the server rejects
/// it permanently. One thread reports; any thread reads the count.
public final class FlagUsageReporter {
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    /// Includes servers that do not support such reports.
    private static final Set<Integer> FINAL_REFUSALS = Set.of(400, 404, 405, 413, 422);

    private final FlagStore store;
    private final ServerClient client;
    private final String instance;
    private final LongSupplier nanoTicker;
    private final AtomicLong failures = new AtomicLong();
    private long reportedNanos;

    public FlagUsageReporter(FlagStore store, ServerClient client, String instance, LongSupplier nanoTicker) {
        this.store = store;
        this.client = client;
        this.instance = instance;
        this.nanoTicker = nanoTicker;
        this.reportedNanos = nanoTicker.getAsLong();
    }

    /// Returns the number of failed reports.
    public long failures() {
        return failures.get();
    }

    /// Reports when a minute has passed since the last report.
    ///
    /// @param last reports in any case
    public void report(boolean last) throws InterruptedException {
        long now = nanoTicker.getAsLong();
        if (last || now - reportedNanos >= PAUSE_NANOS) {
            reportedNanos = now;
            send(store.drainUsage());
        }
    }

    private void send(Map<String, Set<String>> use) throws InterruptedException {
        boolean goOn = true;
        for (FlagUsageReport report : FlagUsageReport.split(instance, use)) {
            goOn = goOn && sendReport(report);
            if (!goOn) {
                store.restoreUsage(report.flags());
            }
        }
    }

    /// Sends a report; after one that must be retried, the others wait with it.
    private boolean sendReport(FlagUsageReport report) throws InterruptedException {
        try {
            int status = client.postUsage(BodyPublishers.ofByteArray(WireCodec.encode(report)));
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
