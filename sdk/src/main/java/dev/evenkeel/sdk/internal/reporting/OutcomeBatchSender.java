// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.reporting;

import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.ShadowDifference;
import dev.evenkeel.core.wire.WireTimestamps;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.internal.call.EvaluationAndRecordingCore;
import dev.evenkeel.sdk.internal.delivery.ServerErrorMessages;
import dev.evenkeel.sdk.internal.diagnostics.StalledRolloutGuardLog;
import dev.evenkeel.sdk.internal.transport.ServerClient;
import dev.evenkeel.sdk.internal.transport.StreamedResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The sender of outcome batches: creates batches and sends them in order, each one unchanged until the
/// server accepts it or rejects it permanently. While it cannot send, it keeps the first 30 batches and the
/// latest 30, and drops those in between as a whole, so that both variants lose the same intervals. One
/// thread flushes; any thread reads the counts.
public final class OutcomeBatchSender {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");
    private static final int MAX_WAITING = 60;
    private static final int FIRST_KEPT = MAX_WAITING / 2;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Set<Integer> FINAL_REFUSALS = Set.of(400, 413, 422);

    private final EvaluationAndRecordingCore core;
    private final ServerClient client;
    private final Clock clock;
    private final String instance;
    private final StalledRolloutGuardLog stalledRolloutGuardLog;
    private final List<QueuedBatch> waiting = new ArrayList<>();
    private long sequence;
    private long pausedAtNanos;
    private Duration pause = Duration.ZERO;
    private String announced = "";
    private volatile BatchSenderStats counts = new BatchSenderStats(0, 0, 0);

    public OutcomeBatchSender(
            EvaluationAndRecordingCore core,
            ServerClient client,
            Clock clock,
            String instance,
            StalledRolloutGuardLog stalledRolloutGuardLog) {
        this.core = core;
        this.client = client;
        this.clock = clock;
        this.instance = instance;
        this.stalledRolloutGuardLog = stalledRolloutGuardLog;
    }

    /// Counts of batches by result.
    public record BatchSenderStats(long sent, long refused, int waiting) {}

    private record QueuedBatch(BodyPublisher body, long calls, long dropped) {}

    public BatchSenderStats counts() {
        return counts;
    }

    /// Creates a batch of the data recorded since the last one and sends all pending batches, unless the
    /// server has requested a pause.
    ///
    /// @param last whether it is the last flush: sends in any case
    void flush(boolean last) throws InterruptedException {
        queueBatch(core.drain(), core.drainExperiments(), core.drops().drainUnreported());
        boolean goOn = last || core.nanoTime() - pausedAtNanos >= pause.toNanos();
        while (goOn && !waiting.isEmpty()) {
            goOn = send(waiting.get(0));
        }
        count(0, 0);
    }

    /// Closes a batch. An empty batch is a heartbeat, which only a rollout needs, and in time. A batch
    /// without outcomes never replaces another.
    private void queueBatch(List<OutcomeSummary> summaries, List<ExperimentSummary> experiments, long dropped) {
        List<BreakerTrip> trips = core.trips();
        List<ShadowDifference> differences = core.drainDifferences();
        boolean empty = summaries.isEmpty()
                && experiments.isEmpty()
                && dropped == 0
                && trips.isEmpty()
                && differences.isEmpty();
        if (empty && (!waiting.isEmpty() || core.flags().rollouts().isEmpty())) {
            return;
        }
        if (waiting.size() >= MAX_WAITING && summaries.isEmpty() && experiments.isEmpty()) {
            core.drops().restoreUnreported(dropped);
            return;
        }
        if (calls(summaries) > OutcomeBatch.MAX_CALLS) {
            recordLoss(DropCause.TOO_MANY_WAITING, calls(summaries), dropped);
            return;
        }
        long told = Math.min(dropped, OutcomeBatch.MAX_DROPPED);
        core.drops().restoreUnreported(dropped - told);
        Instant now = WireTimestamps.clamp(clock.instant());
        try {
            var batch = new OutcomeBatch(instance, sequence + 1, now, told, summaries, experiments, trips, differences);
            dropMiddleBatch();
            waiting.add(new QueuedBatch(BodyPublishers.ofByteArray(WireCodec.encode(batch)), batch.calls(), told));
            sequence++;
        } catch (RuntimeException notAllowed) {
            core.internalErrors().record(notAllowed);
            recordLoss(DropCause.INVALID_SUMMARY, calls(summaries), told);
        }
    }

    private void dropMiddleBatch() {
        if (waiting.size() >= MAX_WAITING) {
            QueuedBatch dropped = waiting.remove(FIRST_KEPT);
            recordLoss(DropCause.TOO_MANY_WAITING, dropped.calls(), dropped.dropped());
        }
    }

    private static long calls(List<OutcomeSummary> summaries) {
        return summaries.stream().mapToLong(OutcomeSummary::calls).sum();
    }

    private void recordLoss(DropCause cause, long calls, long dropped) {
        core.drops().add(cause, calls);
        core.drops().restoreUnreported(dropped);
        core.flags()
                .experiments()
                .values()
                .forEach(experiment -> experiment.reportedUnits().clear());
    }

    /// @return whether the batch is completed, so that the next may be sent
    private boolean send(QueuedBatch batch) throws InterruptedException {
        try {
            return handleReply(batch, client.postOutcomes(batch.body()));
        } catch (IOException e) {
            logState("are kept and retried; ", ServerErrorMessages.describe(e));
            return false;
        }
    }

    private boolean handleReply(QueuedBatch batch, ServerClient.BatchReply reply) {
        int status = reply.status();
        if (StreamedResponse.isSuccess(status)) {
            stalledRolloutGuardLog.handleResponse(reply.text());
            waiting.remove(0);
            count(1, 0);
            logState("", "");
            return true;
        }
        if (FINAL_REFUSALS.contains(status)) {
            waiting.remove(0);
            count(0, 1);
            recordLoss(DropCause.REFUSED, batch.calls(), batch.dropped());
            logState("are dropped and counted; the server rejected them with status " + status, "");
            return true;
        }
        pause(reply.retryAfter());
        logState("are kept and retried; the server responded with status " + status, "");
        return false;
    }

    private void pause(Duration asked) {
        pausedAtNanos = core.nanoTime();
        pause = asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    }

    private void count(int sent, int refused) {
        counts = new BatchSenderStats(counts.sent() + sent, counts.refused() + refused, waiting.size());
    }

    /// Logs the result of sending batches when it has changed.
    ///
    /// @param fate empty when they are delivered
    /// @param reason added to the log line; another reason for the same result is not logged
    private void logState(String fate, String reason) {
        if (fate.equals(announced)) {
            return;
        }
        announced = fate;
        if (fate.isEmpty()) {
            LOG.log(Level.INFO, "Evenkeel: outcome batches are delivered again");
        } else {
            LOG.log(Level.WARNING, "Evenkeel: outcome batches " + fate + reason);
        }
    }
}
