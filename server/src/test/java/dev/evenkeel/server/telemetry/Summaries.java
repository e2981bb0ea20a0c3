// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import dev.evenkeel.telemetry.LatencyBins;
import dev.evenkeel.telemetry.LatencySketch;
import dev.evenkeel.wire.FailedUnit;
import dev.evenkeel.wire.OutcomeBatch;
import dev.evenkeel.wire.OutcomeSummary;
import dev.evenkeel.wire.Role;
import dev.evenkeel.wire.SplitKey;
import dev.evenkeel.wire.Trial;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/// Builds what SDK processes send, for tests.
public final class Summaries {
    private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");

    private Summaries() {}

    public static OutcomeBatch batch(String instance, long sequence, OutcomeSummary... summaries) {
        return new OutcomeBatch(instance, sequence, SENT, 0, List.of(summaries));
    }

    /// One call of each unit under a split, 5 ms each; units below `failing` fail and are reported as failed.
    public static OutcomeSummary split(EvidenceWindow window, Role role, LongStream units, long failing) {
        long[] all = units.toArray();
        var latency = new LatencySketch();
        latency.record(5_000, all.length);
        List<Trial> trials = LongStream.of(all)
                .mapToObj(unit -> new Trial(unit, unit < failing, LatencyBins.binOf(5_000)))
                .toList();
        List<FailedUnit> failed = LongStream.of(all)
                .filter(unit -> unit < failing)
                .mapToObj(unit -> new FailedUnit(unit, 200))
                .toList();
        return new OutcomeSummary(
                window.flag(),
                role == Role.CONTROL ? window.control() : window.candidate(),
                new SplitKey(window.rollout(), window.revision(), role),
                all.length,
                failed.size(),
                latency,
                failed,
                trials);
    }

    /// Calls that no split decided, 4 ms each.
    public static OutcomeSummary plain(String flag, String variant, long calls) {
        var latency = new LatencySketch();
        latency.record(4_000, calls);
        return new OutcomeSummary(flag, variant, null, calls, 0, latency, List.of(), List.of());
    }
}
