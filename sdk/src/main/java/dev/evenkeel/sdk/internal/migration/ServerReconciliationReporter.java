// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.ReconciliationPassReport;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.sdk.internal.transport.ServerClient;
import dev.evenkeel.sdk.internal.transport.StreamedResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The reporter of passes to the server. Failed reports do not stop a pass. Thread-safe.
public final class ServerReconciliationReporter implements ReconciliationReporter, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");
    private static final int TRIES = 5;

    private final ServerClient client;
    private final String instance;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    public ServerReconciliationReporter(ServerClient client, String instance) {
        this.client = client;
        this.instance = instance;
    }

    @Override
    public @Nullable String beginPass(String flagKey) throws InterruptedException {
        try {
            String answer =
                    client.postPassBegin(BodyPublishers.ofByteArray(WireCodec.encodePassStart(flagKey, instance)));
            return WireCodec.decodePassName(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | MalformedMessageException e) {
            LOG.log(Level.WARNING, "Evenkeel: reporting a reconciliation of " + flagKey + " failed", e);
            return null;
        }
    }

    @Override
    public void report(String pass, ReconciliationPassReport report) throws InterruptedException {
        for (int left = report.finished() ? TRIES : 1; left > 0; left--) {
            if (sendReport(pass, report)) {
                return;
            }
            if (left > 1) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private boolean sendReport(String pass, ReconciliationPassReport report) throws InterruptedException {
        try {
            int status = client.postPassReport(pass, BodyPublishers.ofByteArray(WireCodec.encode(report)));
            return StreamedResponse.isSuccess(status);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Evenkeel: a reconciliation report was not delivered", e);
            return false;
        }
    }

    @Override
    public void reportFailure(String flagKey, Throwable problem) {
        LOG.log(Level.WARNING, "Evenkeel: a reconciliation of " + flagKey + " failed and is retried", problem);
    }

    @Override
    public void registerThread(Thread passes) {
        threads.removeIf(thread -> !thread.isAlive());
        threads.add(passes);
    }

    /// Interrupts every thread that runs passes.
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
