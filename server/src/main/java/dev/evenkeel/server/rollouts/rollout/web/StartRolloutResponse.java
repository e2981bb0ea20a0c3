// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.preview.ObservedControlTraffic;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.server.rollouts.rollout.start.StartedRolloutAdvisor;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The response to the start of a rollout, with warnings.
///
/// @param rollout details of the rollout
/// @param traffic observed traffic of control
/// @param warnings parts of the plan for which the traffic is insufficient
record StartRolloutResponse(
        @JsonUnwrapped RolloutResponse.RolloutDetailResponse rollout, Traffic traffic, List<Warning> warnings) {

    /// The traffic of control before the start.
    ///
    /// @param measuredSeconds duration of the measurement
    /// @param failureRateAssumed whether the failure rate is an assumption
    record Traffic(
            double callsPerSecond,
            long measuredSeconds,
            double failureRate,
            boolean failureRateAssumed,
            String summary) {
        static Traffic of(ObservedControlTraffic traffic) {
            return new Traffic(
                    traffic.callsPerSecond(),
                    traffic.measuredOver().toSeconds(),
                    traffic.failureRate(),
                    traffic.assumed(),
                    traffic.summary());
        }
    }

    /// A part of the plan that cannot be completed in time.
    ///
    /// @param proof proof that is late; null when the warning is not about a proof
    /// @param seconds how long it takes; null when it never completes
    /// @param limitSeconds how long the plan allows
    record Warning(
            StartWarning.Kind kind,
            String summary,
            @Nullable LateProof proof,
            @Nullable Double seconds,
            long limitSeconds) {
        static Warning of(StartWarning warning) {
            return new Warning(
                    warning.kind(),
                    warning.summary(),
                    warning.proof() == null ? null : LateProof.of(warning.proof()),
                    finite(warning.seconds()),
                    warning.limit().toSeconds());
        }
    }

    /// A proof about failures.
    ///
    /// @param step 0-based index of the step
    /// @param exposure exposure in percent
    /// @param candidateCallsNeeded null when no number is sufficient
    /// @param candidateCallsPerMinuteNeeded null when no rate is sufficient
    record LateProof(
            int step,
            BigDecimal exposure,
            double candidateCallsPerMinute,
            @Nullable Long candidateCallsNeeded,
            @Nullable Double candidateCallsPerMinuteNeeded) {
        static LateProof of(StartWarning.LateStepProof proof) {
            return new LateProof(
                    proof.step(),
                    proof.exposure().toBigDecimal(),
                    proof.callsPerMinute(),
                    proof.callsNeeded() < 0 ? null : proof.callsNeeded(),
                    finite(proof.callsPerMinuteNeeded()));
        }
    }

    static StartRolloutResponse of(
            RolloutResponse.RolloutDetailResponse rollout, StartedRolloutAdvisor.TrafficAdvice advice) {
        return new StartRolloutResponse(
                rollout,
                Traffic.of(advice.traffic()),
                advice.warnings().stream().map(Warning::of).toList());
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
