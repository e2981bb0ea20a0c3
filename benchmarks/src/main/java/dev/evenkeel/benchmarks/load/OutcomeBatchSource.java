// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.benchmarks.http.RequestSource;
import dev.evenkeel.benchmarks.server.ServerAccess;
import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.core.wire.codec.WireCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A source of batches from one service process, each with the data of one second: calls of both variants of
/// every rollout, and new units. Every batch is different, because the server counts each only once. Not
/// thread-safe.
public final class OutcomeBatchSource implements RequestSource {
    /// Calls of each variant of each rollout in a batch.
    public static final int CALLS = 50;

    private static final double FAILURES = 0.002;
    private static final int USUAL_MICROS = 2_000;

    private final String headStart;
    private final List<SteadyRollout> rollouts;
    private final String instance;
    private final int newUnits;
    private final double candidateFailures;
    private final SplittableRandom random;
    private long sequence;

    /// @param instance id of the process
    /// @param newUnits new units of each variant of each rollout in a batch
    public OutcomeBatchSource(ServerAccess server, List<SteadyRollout> rollouts, String instance, int newUnits) {
        this(server, rollouts, instance, newUnits, FAILURES);
    }

    /// @param instance id of the process
    /// @param newUnits new units of each variant of each rollout in a batch
    /// @param candidateFailures share of the candidate's calls that fail, 0 to 1
    public OutcomeBatchSource(
            ServerAccess server,
            List<SteadyRollout> rollouts,
            String instance,
            int newUnits,
            double candidateFailures) {
        this.headStart = "POST /sdk/v1/outcomes HTTP/1.1\r\nHost: "
                + server.address().getAuthority()
                + "\r\nAuthorization: Bearer " + server.sdkKey()
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
        this.rollouts = List.copyOf(rollouts);
        this.instance = instance;
        this.newUnits = newUnits;
        this.candidateFailures = candidateFailures;
        this.random = new SplittableRandom(instance.hashCode());
    }

    /// Returns the id of the process.
    public String instance() {
        return instance;
    }

    @Override
    public ByteBuffer next() {
        byte[] body = nextBatch(List.of(SplitSide.CONTROL, SplitSide.CANDIDATE));
        byte[] head = (headStart + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
    }

    /// Returns the next batch, with calls of these variants.
    public byte[] nextBatch(List<SplitSide> roles) {
        List<OutcomeSummary> summaries = new ArrayList<>();
        for (SteadyRollout rollout : rollouts) {
            roles.forEach(side -> summaries.add(summary(rollout, side)));
        }
        return WireCodec.encode(new OutcomeBatch(instance, ++sequence, Instant.now(), 0, summaries));
    }

    private OutcomeSummary summary(SteadyRollout rollout, SplitSide side) {
        var latency = new LatencyHistogram();
        double failureRate = side == SplitSide.CONTROL ? FAILURES : candidateFailures;
        int failures = 0;
        for (int i = 0; i < CALLS; i++) {
            latency.record(micros());
            failures += random.nextDouble() < failureRate ? 1 : 0;
        }
        int failedUnits = failures * newUnits / CALLS;
        List<UnitTrial> trials = new ArrayList<>();
        for (int i = 0; i < newUnits; i++) {
            trials.add(new UnitTrial(random.nextLong(), i < failedUnits, LatencyBins.binOf(micros())));
        }
        return new OutcomeSummary(
                rollout.flag(),
                side == SplitSide.CONTROL ? "off" : "on",
                new SplitKey(rollout.id(), rollout.revision(), side, true),
                CALLS,
                failures,
                latency,
                trials.stream()
                        .filter(UnitTrial::failed)
                        .map(trial -> new UnitFirstEvent(trial.unit(), 0))
                        .toList(),
                trials,
                List.of(),
                List.of());
    }

    private long micros() {
        return USUAL_MICROS + (long) (USUAL_MICROS * -Math.log(1 - random.nextDouble()));
    }
}
