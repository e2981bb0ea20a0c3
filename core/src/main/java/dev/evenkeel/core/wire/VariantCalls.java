// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls served by one variant, as reported by a client without the SDK.
///
/// @param flag key of the flag, 1..256 characters
/// @param variant executed variant, 1..256 characters
/// @param split rollout and side, when a rollout's split decided the calls; its units are not pseudonymized
///     with a salt
/// @param calls completed calls; with split, failed ones and trials have their unit
/// @param begun units whose first call in the revision began since the last report and has not ended; empty
///     without split
public record VariantCalls(
        String flag, String variant, @Nullable SplitKey split, List<CompletedCall> calls, List<String> begun) {
    /// @throws IllegalArgumentException when the values contradict each other; its message lists every
    ///     contradiction
    public VariantCalls {
        calls = List.copyOf(calls);
        begun = List.copyOf(begun);
        var rules = new MessageValidator();
        rules.validateName("flag", flag);
        rules.validateName("variant", variant);
        rules.require(begun.stream().noneMatch(String::isEmpty), "begun must not contain an empty unit");
        rules.require(
                split != null || (begun.isEmpty() && calls.stream().noneMatch(CompletedCall::trial)),
                "trial and begun require rollout, revision and role");
        rules.require(
                split == null || calls.stream().noneMatch(call -> call.isAboutUnit() && call.unit() == null),
                "failed calls and trials require their unit");
        rules.throwIfAny();
    }

    /// Converts the calls to the summary of an SDK process: a failed unit once, at its earliest failure; a
    /// trial of a unit once, the first listed; begun units whose trial has not ended.
    OutcomeSummary toSummary() {
        var latency = new LatencyHistogram();
        calls.forEach(call -> latency.record(call.micros()));
        Map<Long, UnitFirstEvent> failed = new LinkedHashMap<>();
        Map<Long, UnitTrial> trials = new LinkedHashMap<>();
        if (split != null) {
            var units = new UnitHash(split.rollout());
            calls.stream().filter(CompletedCall::isAboutUnit).forEach(call -> count(call, units, failed, trials));
        }
        return new OutcomeSummary(
                flag,
                variant,
                split,
                calls.size(),
                calls.stream().filter(CompletedCall::failed).count(),
                latency,
                List.copyOf(failed.values()),
                List.copyOf(trials.values()),
                unended(trials),
                List.of());
    }

    private static void count(
            CompletedCall call, UnitHash units, Map<Long, UnitFirstEvent> failed, Map<Long, UnitTrial> trials) {
        String key = call.unit();
        if (key == null) {
            return;
        }
        long unit = units.hash(key);
        if (call.failed()) {
            failed.merge(
                    unit,
                    new UnitFirstEvent(unit, call.ageMillis()),
                    (one, other) -> other.ageMillis() > one.ageMillis() ? other : one);
        }
        if (call.trial()) {
            trials.putIfAbsent(unit, new UnitTrial(unit, call.failed(), LatencyBins.binOf(call.micros())));
        }
    }

    private List<Long> unended(Map<Long, UnitTrial> trials) {
        if (split == null || begun.isEmpty()) {
            return List.of();
        }
        var units = new UnitHash(split.rollout());
        return begun.stream()
                .map(units::hash)
                .distinct()
                .filter(unit -> !trials.containsKey(unit))
                .toList();
    }
}
