// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of one gate at one moment.
///
/// @param gate name of the gate
/// @param reason one sentence for people, without a full stop. Contains timestamps, no elapsed times, so that
///     it stays the same until a fact changes
/// @param evidence facts on which the result is based
/// @param since start of the condition; null when unknown
/// @param until scheduled end of the condition; null when unknown
public record GateResult(
        String gate,
        GateVerdict verdict,
        String reason,
        List<GateEvidenceItem> evidence,
        @Nullable Instant since,
        @Nullable Instant until) {

    /// One fact.
    ///
    /// @param name name of the fact, for people
    /// @param value number, name or sentence
    /// @param link path in the console or the API, or a URL, with details; null for none
    public record GateEvidenceItem(
            String name, String value, @Nullable String link) {}

    public GateResult {
        evidence = List.copyOf(evidence);
    }

    /// Creates a result that allows the change.
    public static GateResult pass(String gate, String reason) {
        return new GateResult(gate, GateVerdict.PASS, reason, List.of(), null, null);
    }

    /// Creates a result for missing information.
    public static GateResult unknown(String gate, String reason) {
        return new GateResult(gate, GateVerdict.UNKNOWN, reason, List.of(), null, null);
    }

    /// Creates a result that denies the change.
    public static GateResult deny(String gate, String reason) {
        return new GateResult(gate, GateVerdict.DENY, reason, List.of(), null, null);
    }

    /// Returns a copy with evidence.
    public GateResult withEvidence(List<GateEvidenceItem> facts) {
        return new GateResult(gate, verdict, reason, facts, since, until);
    }

    /// Returns a copy with a period.
    public GateResult withPeriod(@Nullable Instant from, @Nullable Instant to) {
        return new GateResult(gate, verdict, reason, evidence, from, to);
    }

    /// Formats the result as part of a sentence: the gate's name, whether its result is unknown, and the
    /// reason.
    public String describe() {
        return switch (verdict) {
            case PASS, DENY -> gate + ": " + reason;
            case UNKNOWN -> gate + ": unknown, " + reason;
        };
    }
}
