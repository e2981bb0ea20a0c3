// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A gate's answer at one moment.
///
/// @param gate name of the gate
/// @param reason one sentence for people, without a full stop. It tells moments and not how long ago
///     they were, so that it stays as it is until a fact changes
/// @param evidence what the answer rests on
/// @param since when what it says began; null when that is not known
/// @param until when it will end by itself; null when that is not known
public record GateResult(
        String gate,
        GateVerdict verdict,
        String reason,
        List<Evidence> evidence,
        @Nullable Instant since,
        @Nullable Instant until) {

    /// One fact.
    ///
    /// @param name of the fact, in words
    /// @param value a number, a name or a sentence
    /// @param link path of the console or of the API, or an address, where there is more; null for none
    public record Evidence(
            String name, String value, @Nullable String link) {}

    public GateResult {
        evidence = List.copyOf(evidence);
    }

    /// Nothing stands against the change.
    public static GateResult pass(String gate, String reason) {
        return new GateResult(gate, GateVerdict.PASS, reason, List.of(), null, null);
    }

    /// The gate cannot tell.
    public static GateResult unknown(String gate, String reason) {
        return new GateResult(gate, GateVerdict.UNKNOWN, reason, List.of(), null, null);
    }

    /// Something stands against the change.
    public static GateResult deny(String gate, String reason) {
        return new GateResult(gate, GateVerdict.DENY, reason, List.of(), null, null);
    }

    /// The same, resting on something.
    public GateResult by(List<Evidence> facts) {
        return new GateResult(gate, verdict, reason, facts, since, until);
    }

    /// The same, for a time.
    public GateResult during(@Nullable Instant from, @Nullable Instant to) {
        return new GateResult(gate, verdict, reason, evidence, from, to);
    }

    /// The answer as part of a sentence: the gate's name, whether it cannot tell, and the reason.
    public String words() {
        return switch (verdict) {
            case PASS, DENY -> gate + ": " + reason;
            case UNKNOWN -> gate + ": unknown, " + reason;
        };
    }
}
