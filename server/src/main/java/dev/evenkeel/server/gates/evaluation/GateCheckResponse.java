// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.gate.GateEvaluation;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What all gates say of one change, as the HTTP API shows it.
///
/// @param open whether it may start or go on
/// @param words why not, one sentence; empty when it may
/// @param at when they were asked
public record GateCheckResponse(
        String environment,
        @Nullable String flag,
        @Nullable String service,
        String changeClass,
        boolean open,
        String words,
        Instant at,
        List<GateResultResponse> gates) {

    /// One answer.
    ///
    /// @param required whether the change has to pass it
    /// @param closed whether it stands against the change
    /// @param override that lets the change past it; null when there is none, or none is needed
    public record GateResultResponse(
            @JsonUnwrapped GateResult answer,
            boolean required,
            boolean closed,
            @Nullable GateOverride override) {
        /// Every answer of a report.
        public static List<GateResultResponse> all(GateEvaluation report) {
            return report.entries().stream()
                    .map(entry -> new GateResultResponse(
                            entry.answer(), entry.required(), entry.isClosed(), entry.override()))
                    .toList();
        }
    }

    static GateCheckResponse of(GateContext question, GateEvaluation report, Instant at) {
        return new GateCheckResponse(
                question.environment(),
                question.flag(),
                question.service(),
                question.changeClass(),
                report.isOpen(),
                report.closedWords(),
                at,
                GateResultResponse.all(report));
    }
}
