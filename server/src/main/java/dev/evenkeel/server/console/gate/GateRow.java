// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of a table of gates.
///
/// @param gate name of the gate
/// @param state what it says, and whether that stands against the change
/// @param closed whether it stands against the change, and nobody let the change past it
/// @param reason why, one sentence
/// @param until when it ends by itself; null when that is not known
/// @param override who let the change past it, why and until when; null when nobody did
public record GateRow(
        String gate,
        StatusBadge state,
        boolean closed,
        String reason,
        @Nullable Instant until,
        @Nullable GateOverride override) {
    static GateRow of(GateEvaluation.EvaluatedGate entry) {
        return new GateRow(
                entry.answer().gate(),
                state(entry),
                entry.isClosed(),
                sentence(entry.answer()),
                entry.answer().until(),
                entry.override());
    }

    /* A name at its begin stays as it is, such as that of a freeze. */
    private static String sentence(GateResult answer) {
        boolean named =
                answer.evidence().stream().anyMatch(fact -> answer.reason().startsWith(fact.value()));
        return named ? DisplayFormatter.prose(answer.reason()) + "." : DisplayFormatter.sentence(answer.reason());
    }

    private static StatusBadge state(GateEvaluation.EvaluatedGate entry) {
        if (entry.override() != null) {
            return new StatusBadge(StatusBadge.Tone.CAUTION, "forward", "Overridden");
        }
        return switch (entry.answer().verdict()) {
            case PASS -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "Open");
            case DENY ->
                entry.required()
                        ? new StatusBadge(StatusBadge.Tone.CAUTION, "stop", "Closed")
                        : new StatusBadge(StatusBadge.Tone.CALM, "stop", "Not required");
            case UNKNOWN ->
                entry.required()
                        ? new StatusBadge(StatusBadge.Tone.CAUTION, "question", "Unknown")
                        : new StatusBadge(StatusBadge.Tone.CALM, "question", "Not required");
        };
    }
}
