// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.RevisionAckMessage;
import dev.evenkeel.core.wire.ShadowDifference;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.server.TestEnvironment;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A simulated process of a service: loads snapshots, makes calls, sends batches. It uses the SDK protocol without the
/// SDK, so that tests decide when anything happens.
public final class SimulatedService {
    private final TestEnvironment environment;
    private final String flag;
    private final String instance;
    private final Random random;
    private final Map<String, Double> failureRates = new HashMap<>();
    private final Map<String, Integer> callCounts = new HashMap<>();
    private final Map<String, Double> eventRates = new HashMap<>();
    private final Set<List<Object>> failedUnits = new HashSet<>();
    private final Set<List<Object>> triedUnits = new HashSet<>();
    private FlagSnapshot snapshot = FlagSnapshot.EMPTY;
    private List<BreakerTrip> trips = List.of();
    private double shadowDiffering = -1;
    private long sequence;
    private long nextUnit;

    public SimulatedService(TestServer server, String flag, String instance, long seed) {
        this(server.defaultEnvironment(), flag, instance, seed);
    }

    public SimulatedService(TestEnvironment environment, String flag, String instance, long seed) {
        this.environment = environment;
        this.flag = flag;
        this.instance = instance;
        this.random = new Random(seed);
    }

    /// From now on calls of a variant fail at a rate, 0..1. Failures are evenly spaced: no draw decides whether
    /// the guard sees an equal candidate as worse.
    public SimulatedService withFailureRate(String variant, double rate) {
        failureRates.put(variant, rate);
        return this;
    }

    /// From now on the event `doubled` happens in calls of a variant at a rate, 0..1.
    public SimulatedService withEventRate(String variant, double rate) {
        eventRates.put(variant, rate);
        return this;
    }

    /// From now on this process reports that its breaker tripped at the exposure that it knows.
    public SimulatedService tripBreaker() {
        RolloutSplit split = Objects.requireNonNull(split());
        trips = List.of(new BreakerTrip(
                instance,
                split.rollout(),
                split.revision(),
                BreakerTrip.Cause.CEILING,
                Instant.parse("2026-01-01T00:00:00Z"),
                9,
                9,
                0));
        return this;
    }

    /// From now on a tenth of the calls are shadowed, with results that differ at a rate, 0..1.
    public SimulatedService withShadowDifferences(double differing) {
        shadowDiffering = differing;
        return this;
    }

    /// Loads the newest snapshot and acknowledges it. Snapshots are some milliseconds behind the last commit.
    public SimulatedService refresh() {
        long revision = environment.flagsRevision();
        SnapshotMessage message =
                await().pollInterval(Duration.ofMillis(5)).until(this::newest, newest -> newest.revision() >= revision);
        snapshot = FlagSnapshot.parse(message.definition(), message.revision());
        byte[] ack = WireCodec.encode(new RevisionAckMessage(instance, message.revision(), true, trips));
        assertThat(environment
                        .server()
                        .send(environment
                                .asSdk("/sdk/v1/acks")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(ack)))
                        .statusCode())
                .isEqualTo(204);
        return this;
    }

    private SnapshotMessage newest() {
        HttpResponse<String> answer = environment.server().send(environment.asSdk("/sdk/v1/flags"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return WireCodec.decodeSnapshot(answer.body());
    }

    public @Nullable RolloutSplit split() {
        return snapshot.findRolloutSplit(flag);
    }

    /// Makes calls, each for a new unit, and sends their outcomes.
    public void callAndSend(int calls) {
        assertThat(send(makeCalls(calls)).statusCode()).isEqualTo(200);
    }

    /// Makes calls, each for a new unit, and returns their outcomes without sending them.
    public OutcomeBatch makeCalls(int calls) {
        Map<Evaluated, Side> sides = new HashMap<>();
        for (int i = 0; i < calls; i++) {
            call("unit-" + instance + "-" + nextUnit++, sides);
        }
        List<OutcomeSummary> summaries = new ArrayList<>();
        sides.forEach((evaluated, side) -> summaries.add(side.summary(flag, evaluated)));
        RolloutSplit split = split();
        List<ShadowDifference> differences = List.of();
        if (split != null && split.shadow() != null && shadowDiffering >= 0) {
            summaries.removeIf(summary -> summary.variant().equals(split.candidate()));
            summaries.add(shadow(split, calls / 10));
            differences = List.of(new ShadowDifference(split.rollout(), split.revision(), List.of("total"), null));
        }
        return new OutcomeBatch(
                instance,
                ++sequence,
                Instant.parse("2026-01-01T00:00:00Z"),
                0,
                summaries,
                List.of(),
                trips,
                differences);
    }

    private OutcomeSummary shadow(RolloutSplit split, int compared) {
        int differing = (int) random.ints(compared, 0, 1_000_000)
                .filter(drawn -> drawn < 1e6 * shadowDiffering)
                .count();
        return new OutcomeSummary(
                flag,
                split.candidate(),
                new SplitKey(split.rollout(), split.revision(), SplitSide.CANDIDATE),
                0,
                0,
                new LatencyHistogram(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new MetricSummary(MetricNames.SHADOW_COMPARED, compared, List.of(), List.of()),
                        new MetricSummary(MetricNames.SHADOW_DIFFERING, differing, List.of(), List.of())));
    }

    /// Reports calls whose outcomes settle later and calls whose outcomes have settled, at the exposure that the
    /// service knows; the calls of some units failed.
    public SimulatedService settleCalls(SplitSide side, long opened, long settled, Long... failedUnits) {
        List<UnitFirstEvent> failed = List.of(failedUnits).stream()
                .map(unit -> new UnitFirstEvent(unit, 10))
                .toList();
        return sendMetrics(
                side,
                new MetricSummary(MetricNames.SETTLEMENT_OPENED, opened, List.of(), List.of()),
                new MetricSummary(MetricNames.SETTLEMENT_SETTLED, settled, List.of(), List.of()),
                new MetricSummary(MetricNames.SETTLEMENT_FAILED, failed.size(), failed, List.of()));
    }

    /// Sends metrics of one side, without calls.
    public SimulatedService sendMetrics(SplitSide side, MetricSummary... counts) {
        RolloutSplit split = Objects.requireNonNull(split());
        var summary = new OutcomeSummary(
                flag,
                side == SplitSide.CONTROL ? split.control() : split.candidate(),
                new SplitKey(split.rollout(), split.revision(), side),
                0,
                0,
                new LatencyHistogram(),
                List.of(),
                List.of(),
                List.of(),
                List.of(counts));
        var batch = new OutcomeBatch(instance, ++sequence, Instant.parse("2026-01-01T00:00:00Z"), 0, List.of(summary));
        assertThat(send(batch).statusCode()).isEqualTo(200);
        return this;
    }

    public HttpResponse<String> send(OutcomeBatch batch) {
        return environment
                .server()
                .send(environment
                        .asSdk("/sdk/v1/outcomes")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(WireCodec.encode(batch))));
    }

    private boolean fails(String variant) {
        double rate = failureRates.getOrDefault(variant, 0.0);
        int calls = callCounts.merge(variant, 1, Integer::sum);
        return Math.floor(calls * rate) > Math.floor((calls - 1) * rate);
    }

    private void call(String key, Map<Evaluated, Side> sides) {
        Evaluation evaluation = snapshot.evaluate(flag, EvaluationContext.of(key), 0);
        String variant = String.valueOf(evaluation.variant());
        RolloutSplit split = evaluation.bySplit() ? snapshot.findRolloutSplit(flag) : null;
        boolean failed = fails(variant);
        long micros = random.nextLong(3_000, 5_000);
        Side side = sides.computeIfAbsent(new Evaluated(variant, split), ignored -> new Side());
        side.calls++;
        side.failures += failed ? 1 : 0;
        side.latency.record(micros);
        if (split != null) {
            long unit = UnitHash.hash(split.rollout(), key);
            if (triedUnits.add(List.of(split.rollout(), split.revision(), unit))) {
                side.trials.add(new UnitTrial(unit, failed, LatencyBins.binOf(micros)));
            }
            if (random.nextDouble() < eventRates.getOrDefault(variant, 0.0)) {
                side.doubled.add(new UnitFirstEvent(unit, random.nextInt(1_000)));
            }
            if (failed && failedUnits.add(List.of(split.rollout(), unit))) {
                side.failedUnits.add(new UnitFirstEvent(unit, random.nextInt(1_000)));
            }
        }
    }

    private record Evaluated(String variant, @Nullable RolloutSplit split) {}

    private static final class Side {
        private final LatencyHistogram latency = new LatencyHistogram();
        private final List<UnitFirstEvent> failedUnits = new ArrayList<>();
        private final List<UnitTrial> trials = new ArrayList<>();
        private final List<UnitFirstEvent> doubled = new ArrayList<>();
        private long calls;
        private long failures;

        /// Every call is another unit's, so each event is its unit's first.
        private List<MetricSummary> metrics() {
            return doubled.isEmpty()
                    ? List.of()
                    : List.of(new MetricSummary("doubled", doubled.size(), doubled, List.of()));
        }

        OutcomeSummary summary(String flag, Evaluated evaluated) {
            RolloutSplit split = evaluated.split();
            SplitKey key = split == null
                    ? null
                    : new SplitKey(
                            split.rollout(),
                            split.revision(),
                            evaluated.variant().equals(split.control()) ? SplitSide.CONTROL : SplitSide.CANDIDATE);
            return new OutcomeSummary(
                    flag,
                    evaluated.variant(),
                    key,
                    calls,
                    failures,
                    latency,
                    failedUnits,
                    trials,
                    List.of(),
                    metrics());
        }
    }
}
