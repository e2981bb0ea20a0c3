// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.preview.ControlTraffic;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.files.plan.RolloutPlanJson;
import dev.evenkeel.server.rollouts.rollout.start.StartRolloutAdvisor;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rollout that has just started, as the HTTP API shows it, with what speaks against it.
///
/// @param rollout as the HTTP API shows it alone
/// @param traffic what was seen of control
/// @param warnings what of the plan it is too little for
record StartRolloutResponse(
        @JsonUnwrapped RolloutResponse.RolloutDetailResponse rollout, Traffic traffic, List<Warning> warnings) {

    /// What was seen of control before the start.
    ///
    /// @param measuredSeconds how long its calls were counted
    /// @param failureRateAssumed whether the failure rate is a guess
    record Traffic(
            double callsPerSecond, long measuredSeconds, double failureRate, boolean failureRateAssumed, String words) {
        static Traffic of(ControlTraffic traffic) {
            return new Traffic(
                    traffic.callsPerSecond(),
                    traffic.over().toSeconds(),
                    traffic.failureRate(),
                    traffic.assumed(),
                    traffic.words());
        }
    }

    /// Something that the plan cannot do in its time.
    ///
    /// @param proof the proof that comes late; null when it is not about one
    /// @param seconds how long it takes; null when it is never there
    /// @param limitSeconds how long the plan gives it
    record Warning(
            StartWarning.Kind kind,
            String words,
            @Nullable Proof proof,
            @Nullable Double seconds,
            long limitSeconds) {
        static Warning of(StartWarning warning) {
            return new Warning(
                    warning.kind(),
                    warning.words(),
                    warning.proof() == null ? null : Proof.of(warning.proof()),
                    finite(warning.seconds()),
                    warning.limit().toSeconds());
        }
    }

    /// A proof about failures.
    ///
    /// @param step 0-based index
    /// @param exposure in percent
    /// @param candidateCallsNeeded null when no number is enough
    /// @param candidateCallsPerMinuteNeeded null when none is enough
    record Proof(
            int step,
            BigDecimal exposure,
            double candidateCallsPerMinute,
            @Nullable Long candidateCallsNeeded,
            @Nullable Double candidateCallsPerMinuteNeeded) {
        static Proof of(StartWarning.Proof proof) {
            return new Proof(
                    proof.step(),
                    RolloutPlanJson.percent(proof.exposure()),
                    proof.callsPerMinute(),
                    proof.callsNeeded() < 0 ? null : proof.callsNeeded(),
                    finite(proof.callsPerMinuteNeeded()));
        }
    }

    static StartRolloutResponse of(RolloutResponse.RolloutDetailResponse rollout, StartRolloutAdvisor.Advice advice) {
        return new StartRolloutResponse(
                rollout,
                Traffic.of(advice.traffic()),
                advice.warnings().stream().map(Warning::of).toList());
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
