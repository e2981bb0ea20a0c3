// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.BernoulliLimitGuard;
import dev.evenkeel.engine.rollout.plan.SharedIncidentPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A detector of a shared incident: tests control's recent failure rate against a ceiling. At 100%, where
/// control serves no units, it tests the candidate's units that fail for the first time, so that one customer
/// who retries does not count as many.
///
/// Tests windows of 10 s, each on its own, so that neither a long healthy period nor a past incident has an
/// effect. A window that reaches evidence of 1000 is an incident: while control's failure rate is at or below
/// the ceiling and calls fail independently, at most one window in 1000 does. Correlated failures of one unit
/// make false alarms more frequent; the cost is a pause.
///
/// @param windowBegan start of the current window
/// @param ceiling evidence in the current window; empty before the first tick
/// @param since when the incident was first detected; null when there is none
/// @param lastSeen when it was last detected; null when there is none
@SuppressWarnings("ArrayRecordComponent") // callers must not modify the arrays
public record SharedIncidentEvidence(
        Instant windowBegan,
        double[] ceiling,
        @Nullable Instant since,
        @Nullable Instant lastSeen) {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final double LOG_ENOUGH = StrictMath.log(1_000);

    public static SharedIncidentEvidence none(Instant at) {
        return new SharedIncidentEvidence(at, new double[0], null, null);
    }

    SharedIncidentEvidence clampTo(Instant now) {
        return new SharedIncidentEvidence(
                RolloutGuardState.earlier(windowBegan, now),
                ceiling,
                since == null ? null : RolloutGuardState.earlier(since, now),
                lastSeen == null ? null : RolloutGuardState.earlier(lastSeen, now));
    }

    /// Returns the evidence after one more tick. A full window without detection ends the incident.
    ///
    /// @param incident null when the plan does not detect shared incidents
    public SharedIncidentEvidence afterTick(@Nullable SharedIncidentPolicy incident, EvidenceTick tick, Instant at) {
        if (incident == null || tick.late()) {
            return this;
        }
        boolean over = !at.isBefore(windowBegan.plus(WINDOW));
        BernoulliLimitGuard evidence =
                new BernoulliLimitGuard(incident.failureRate().fraction());
        if (!over && ceiling.length > 0) {
            evidence.mixture().restore(ceiling);
        }
        if (tick.exposure().equals(Percent.ALL)) {
            evidence.observe(
                    Math.min(
                            tick.candidate().unitsFailedInCalls(),
                            tick.candidate().calls()),
                    tick.candidate().calls());
        } else {
            evidence.observe(tick.control().failures(), tick.control().calls());
        }
        boolean seen = evidence.mixture().logE() >= LOG_ENOUGH;
        return new SharedIncidentEvidence(
                over ? at : windowBegan,
                evidence.mixture().state(),
                seen ? begin(at) : isOver(at) ? null : since,
                seen ? at : isOver(at) ? null : lastSeen);
    }

    private Instant begin(Instant at) {
        return since == null ? at : since;
    }

    private boolean isOver(Instant at) {
        return lastSeen == null || !at.isBefore(lastSeen.plus(WINDOW).plus(WINDOW));
    }
}
