// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.files.plan.PlanJson;
import dev.evenkeel.server.gates.evaluation.GateView;
import dev.evenkeel.server.rollouts.evidence.Losses;
import dev.evenkeel.server.rollouts.evidence.ReportedDifference;
import dev.evenkeel.server.rollouts.evidence.ReportedTrip;
import dev.evenkeel.server.rollouts.rollout.Change;
import dev.evenkeel.server.rollouts.rollout.ConcurrentRollout;
import dev.evenkeel.server.rollouts.rollout.FailureRatio;
import dev.evenkeel.server.rollouts.rollout.OutlookJson;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import dev.evenkeel.server.rollouts.rollout.Standing;
import dev.evenkeel.server.rollouts.rollout.guard.ConnectedSdks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rollout as the HTTP API shows it in lists (docs/reference/http-api.md). Exposures are in percent.
///
/// @param change what gates are told of it
/// @param waitsFor why it stays where it is, by its last hold; null when it has not held at this step,
///     or has ended
/// @param approvable whether its step or a guardrail asks for a person who has not approved yet
record RolloutJson(
        String id,
        String environment,
        String flag,
        String control,
        String candidate,
        RolloutStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        String reason,
        Change change,
        PlanJson plan,
        int step,
        Instant stepStartedAt,
        BigDecimal exposure,
        long revision,
        @Nullable HoldKind waitsFor,
        boolean approvable,
        Seed seed,
        Sides<CountsJson> counts,
        Sides<LatencyJson> latency,
        Standing.@Nullable Rollback rollback,
        ConnectedSdks clients,
        long overflow,
        @Nullable String trouble) {

    /// Samples of the latency reference, known and needed.
    record Seed(long samples, long needed) {}

    /// One value for each variant.
    record Sides<T>(T control, T candidate) {}

    static RolloutJson of(Rollout rollout, ConnectedSdks clients) {
        Rollout.Position position = rollout.position();
        Rollout.Totals totals = rollout.totals();
        Standing standing = rollout.standing();
        return new RolloutJson(
                rollout.id(),
                rollout.environment(),
                rollout.flag(),
                rollout.control(),
                rollout.candidate(),
                position.status(),
                rollout.startedAt(),
                position.endedAt(),
                rollout.reason(),
                rollout.change(),
                PlanJson.of(rollout.plan()),
                position.step(),
                position.stepStartedAt(),
                PlanJson.percent(position.exposure()),
                position.revision(),
                rollout.status().ended() ? null : position.hold(),
                rollout.asksForAPerson() && !position.approved(),
                new Seed(rollout.seedSamples(), rollout.plan().seedSamples()),
                new Sides<>(CountsJson.of(totals.control()), CountsJson.of(totals.candidate())),
                new Sides<>(
                        LatencyJson.of(totals.control().latency()),
                        LatencyJson.of(totals.candidate().latency())),
                standing == null ? null : standing.rollback(),
                clients,
                totals.overflow(),
                rollout.trouble());
    }

    /// A rollout as the HTTP API shows it alone.
    ///
    /// @param summary as in lists
    /// @param outlook what its step waits for, and until when about; null when it does not run
    /// @param concurrent others that ran meanwhile
    /// @param checks each guardrail by the last ruling
    /// @param failureRatio how many times as often units fail on the candidate as on control; null before
    ///     any failed
    /// @param losses what SDK processes of the environment sent since the start that is not evidence
    /// @param decisions all, oldest first
    /// @param trips processes that took the candidate out of use by themselves, oldest first
    /// @param differences some of the newest calls that were answered differently in shadow, newest first
    /// @param gates what each last said; none when it has ended, or nobody has asked yet
    record Whole(
            @JsonUnwrapped RolloutJson summary,
            @Nullable OutlookJson outlook,
            List<ConcurrentRollout> concurrent,
            List<Standing.Check> checks,
            @Nullable FailureRatio failureRatio,
            Losses losses,
            List<DecisionJson> decisions,
            List<ReportedTrip> trips,
            List<ReportedDifference> differences,
            List<GateView.One> gates) {}
}
