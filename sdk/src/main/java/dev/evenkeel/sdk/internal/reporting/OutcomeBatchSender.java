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
import dev.evenkeel.sdk.internal.call.CallPipeline;
import dev.evenkeel.sdk.internal.delivery.ServerErrorMessages;
import dev.evenkeel.sdk.internal.diagnostics.UnevaluatedRolloutLog;
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

/// Closes batches and sends them in order, each one unchanged until the server has it or refuses it for good.
/// While it cannot send, it keeps the first 30 batches and the latest 30, and drops those in between as wholes,
/// so that both variants lose the same intervals. One thread flushes; any thread reads the counts.
public final class OutcomeBatchSender {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");
    private static final int MAX_WAITING = 60;
    private static final int FIRST_KEPT = MAX_WAITING / 2;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Set<Integer> FINAL_REFUSALS = Set.of(400, 413, 422);

    private final CallPipeline switchboard;
    private final ServerClient transport;
    private final Clock clock;
    private final String instance;
    private final UnevaluatedRolloutLog unjudged;
    private final List<QueuedBatch> waiting = new ArrayList<>();
    private long sequence;
    private long pausedAtNanos;
    private Duration pause = Duration.ZERO;
    private String announced = "";
    private volatile BatchCounts counts = new BatchCounts(0, 0, 0);

    public OutcomeBatchSender(
            CallPipeline switchboard,
            ServerClient transport,
            Clock clock,
            String instance,
            UnevaluatedRolloutLog unjudged) {
        this.switchboard = switchboard;
        this.transport = transport;
        this.clock = clock;
        this.instance = instance;
        this.unjudged = unjudged;
    }

    /// How many batches went where.
    public record BatchCounts(long sent, long refused, int waiting) {}

    private record QueuedBatch(BodyPublisher body, long calls, long dropped) {}

    public BatchCounts counts() {
        return counts;
    }

    /// Closes a batch of what was recorded since the last one and sends what waits, unless the server has asked
    /// for a pause.
    ///
    /// @param last whether it is the last time: sends in any case
    void flush(boolean last) throws InterruptedException {
        close(
                switchboard.drain(),
                switchboard.drainExperiments(),
                switchboard.drops().takeUnreported());
        boolean goOn = last || switchboard.nanoTime() - pausedAtNanos >= pause.toNanos();
        while (goOn && !waiting.isEmpty()) {
            goOn = send(waiting.get(0));
        }
        count(0, 0);
    }

    /// An empty batch says that this process lives; only a rollout needs to hear that, and not late. A batch
    /// without outcomes takes no other's place.
    private void close(List<OutcomeSummary> summaries, List<ExperimentSummary> experiments, long dropped) {
        List<BreakerTrip> trips = switchboard.trips();
        List<ShadowDifference> differences = switchboard.takeDifferences();
        boolean empty = summaries.isEmpty()
                && experiments.isEmpty()
                && dropped == 0
                && trips.isEmpty()
                && differences.isEmpty();
        if (empty && (!waiting.isEmpty() || switchboard.flags().rollouts().isEmpty())) {
            return;
        }
        if (waiting.size() >= MAX_WAITING && summaries.isEmpty() && experiments.isEmpty()) {
            switchboard.drops().giveBack(dropped);
            return;
        }
        if (calls(summaries) > OutcomeBatch.MAX_CALLS) {
            lose(DropCause.TOO_MANY_WAITING, calls(summaries), dropped);
            return;
        }
        long told = Math.min(dropped, OutcomeBatch.MAX_DROPPED);
        switchboard.drops().giveBack(dropped - told);
        Instant now = WireTimestamps.readable(clock.instant());
        try {
            var batch = new OutcomeBatch(instance, sequence + 1, now, told, summaries, experiments, trips, differences);
            dropFromTheMiddle();
            waiting.add(new QueuedBatch(BodyPublishers.ofByteArray(WireCodec.encode(batch)), batch.calls(), told));
            sequence++;
        } catch (RuntimeException notAllowed) {
            switchboard.mistakes().survived(notAllowed);
            lose(DropCause.INVALID_SUMMARY, calls(summaries), told);
        }
    }

    private void dropFromTheMiddle() {
        if (waiting.size() >= MAX_WAITING) {
            QueuedBatch dropped = waiting.remove(FIRST_KEPT);
            lose(DropCause.TOO_MANY_WAITING, dropped.calls(), dropped.dropped());
        }
    }

    private static long calls(List<OutcomeSummary> summaries) {
        return summaries.stream().mapToLong(OutcomeSummary::calls).sum();
    }

    private void lose(DropCause cause, long calls, long dropped) {
        switchboard.drops().add(cause, calls);
        switchboard.drops().giveBack(dropped);
        switchboard
                .flags()
                .experiments()
                .values()
                .forEach(experiment -> experiment.told().forget());
    }

    /// @return whether the batch is done with, so that the next may be sent
    private boolean send(QueuedBatch batch) throws InterruptedException {
        try {
            return settle(batch, transport.outcomes(batch.body()));
        } catch (IOException e) {
            announce("are kept and sent again; ", ServerErrorMessages.describe(e));
            return false;
        }
    }

    private boolean settle(QueuedBatch batch, ServerClient.BatchReply reply) {
        int status = reply.status();
        if (StreamedResponse.isSuccess(status)) {
            unjudged.answered(reply.text());
            waiting.remove(0);
            count(1, 0);
            announce("", "");
            return true;
        }
        if (FINAL_REFUSALS.contains(status)) {
            waiting.remove(0);
            count(0, 1);
            lose(DropCause.REFUSED, batch.calls(), batch.dropped());
            announce("are dropped and counted; the server refuses them with " + status, "");
            return true;
        }
        pause(reply.retryAfter());
        announce("are kept and sent again; the server answered " + status, "");
        return false;
    }

    private void pause(Duration asked) {
        pausedAtNanos = switchboard.nanoTime();
        pause = asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    }

    private void count(int sent, int refused) {
        counts = new BatchCounts(counts.sent() + sent, counts.refused() + refused, waiting.size());
    }

    /// Logs what happens to batches when it is something else than before.
    ///
    /// @param fate empty when they are delivered
    /// @param reason added to the log line; another reason for the same fate is not logged
    private void announce(String fate, String reason) {
        if (fate.equals(announced)) {
            return;
        }
        announced = fate;
        if (fate.isEmpty()) {
            LOG.log(Level.INFO, "Evenkeel's outcome batches are delivered again");
        } else {
            LOG.log(Level.WARNING, "Evenkeel's outcome batches " + fate + reason);
        }
    }
}
