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

/// The results of all gates for one change, as the HTTP API returns them.
///
/// @param open whether the change may start or continue
/// @param summary why not, one sentence; empty if it may
/// @param at time of the evaluation
public record GateCheckResponse(
        String environment,
        @Nullable String flag,
        @Nullable String service,
        String changeClass,
        boolean open,
        String summary,
        Instant at,
        List<GateResultResponse> gates) {

    /// One gate result.
    ///
    /// @param required whether the change must pass the gate
    /// @param closed whether the gate blocks the change
    /// @param override override that applies; null if there is none or none is needed
    public record GateResultResponse(
            @JsonUnwrapped GateResult result,
            boolean required,
            boolean closed,
            @Nullable GateOverride override) {
        /// Returns all results of an evaluation.
        public static List<GateResultResponse> listOf(GateEvaluation evaluation) {
            return evaluation.entries().stream()
                    .map(entry -> new GateResultResponse(
                            entry.result(), entry.required(), entry.isClosed(), entry.override()))
                    .toList();
        }
    }

    static GateCheckResponse of(GateContext context, GateEvaluation evaluation, Instant at) {
        return new GateCheckResponse(
                context.environment(),
                context.flag(),
                context.service(),
                context.changeClass(),
                evaluation.isOpen(),
                evaluation.closedReason(),
                at,
                GateResultResponse.listOf(evaluation));
    }
}
