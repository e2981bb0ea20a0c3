// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.telemetry.MetricScoreScale;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.TrialScore;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitTrial;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/// Builds batches and summaries of outcomes as SDK processes send them.
public final class OutcomeSummaryFixtures {
    private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");

    private OutcomeSummaryFixtures() {}

    public static OutcomeBatch batch(String instance, long sequence, OutcomeSummary... summaries) {
        return new OutcomeBatch(instance, sequence, SENT, 0, List.of(summaries));
    }

    /// One call of 4 ms that succeeded.
    public static OutcomeSummary oneCall(String flag, String variant, SplitKey split) {
        var latency = new LatencyHistogram();
        latency.record(4_000);
        return new OutcomeSummary(flag, variant, split, 1, 0, latency, List.of(), List.of(), List.of(), List.of());
    }

    /// One call of each unit under a split, 5 ms each; units below `failing` fail and are reported as
    /// failed.
    public static OutcomeSummary split(RolloutExposureWindow exposure, SplitSide side, LongStream units, long failing) {
        long[] all = units.toArray();
        var latency = new LatencyHistogram();
        latency.record(5_000, all.length);
        List<UnitTrial> trials = LongStream.of(all)
                .mapToObj(unit -> new UnitTrial(unit, unit < failing, LatencyBins.binOf(5_000)))
                .toList();
        List<UnitFirstEvent> failed = LongStream.of(all)
                .filter(unit -> unit < failing)
                .mapToObj(unit -> new UnitFirstEvent(unit, 200))
                .toList();
        return new OutcomeSummary(
                exposure.flag(),
                side == SplitSide.CONTROL ? exposure.control() : exposure.candidate(),
                new SplitKey(exposure.rollout(), exposure.revision(), side),
                all.length,
                failed.size(),
                latency,
                failed,
                trials,
                List.of(),
                List.of());
    }

    /// First calls of units that have begun and go on.
    public static OutcomeSummary begun(RolloutExposureWindow exposure, SplitSide side, LongStream units) {
        return new OutcomeSummary(
                exposure.flag(),
                side == SplitSide.CONTROL ? exposure.control() : exposure.candidate(),
                new SplitKey(exposure.rollout(), exposure.revision(), side),
                0,
                0,
                new LatencyHistogram(),
                List.of(),
                List.of(),
                units.boxed().toList(),
                List.of());
    }

    /// Calls with a metric: an event that happened in some calls, to some units for the first time, and a value
    /// at a quarter of its range in each trial.
    public static OutcomeSummary metric(OutcomeSummary summary, long events, LongStream units) {
        List<UnitFirstEvent> first =
                units.mapToObj(unit -> new UnitFirstEvent(unit, 200)).toList();
        List<TrialScore> scores = summary.trials().stream()
                .map(trial -> new TrialScore(trial.unit(), MetricScoreScale.MAX_SCORE / 4))
                .toList();
        return new OutcomeSummary(
                summary.flag(),
                summary.variant(),
                summary.split(),
                summary.calls(),
                summary.failures(),
                summary.latency(),
                summary.failedUnits(),
                summary.trials(),
                List.of(),
                List.of(new MetricSummary("fee", events, first, scores)));
    }

    /// Calls that no split decided, 4 ms each.
    public static OutcomeSummary plain(String flag, String variant, long calls) {
        var latency = new LatencyHistogram();
        latency.record(4_000, calls);
        return new OutcomeSummary(flag, variant, null, calls, 0, latency, List.of(), List.of(), List.of(), List.of());
    }
}
