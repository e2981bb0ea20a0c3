// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.gate;

import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Row of a table of gates.
///
/// @param gate name of the gate
/// @param state its result, and whether it blocks the change
/// @param closed whether it blocks the change and is not overridden
/// @param reason reason in a sentence
/// @param until when it opens automatically; null if unknown
/// @param override who overrode it, why and until when; null for none
public record GateRow(
        String gate,
        StatusBadge state,
        boolean closed,
        String reason,
        @Nullable Instant until,
        @Nullable GateOverride override) {
    static GateRow of(GateEvaluation.EvaluatedGate entry) {
        return new GateRow(
                entry.result().gate(),
                toBadge(entry),
                entry.isClosed(),
                formatReason(entry.result()),
                entry.result().until(),
                entry.override());
    }

    /* A name at the start keeps its case, such as that of a freeze. */
    private static String formatReason(GateResult result) {
        boolean named =
                result.evidence().stream().anyMatch(fact -> result.reason().startsWith(fact.value()));
        return named ? result.reason() + "." : DisplayFormatter.toSentence(result.reason());
    }

    private static StatusBadge toBadge(GateEvaluation.EvaluatedGate entry) {
        if (entry.override() != null) {
            return new StatusBadge(StatusBadge.Tone.CAUTION, "forward", "Overridden");
        }
        return switch (entry.result().verdict()) {
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
