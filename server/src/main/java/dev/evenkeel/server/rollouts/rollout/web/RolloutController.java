// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.api.RolloutApi.AbortOrResumeRolloutRequest;
import dev.evenkeel.api.RolloutApi.ReplayResponse;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.api.RolloutApi.RolloutHoursResponse;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.api.RolloutApi.RolloutTickResponse;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.RolloutChangedEvent;
import dev.evenkeel.server.rollouts.rollout.guard.RolloutPostCommitProcessor;
import dev.evenkeel.server.rollouts.rollout.history.RolloutHistoryReplayService;
import dev.evenkeel.server.rollouts.rollout.start.RolloutStartAndAbortService;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The endpoints for reading and aborting rollouts (docs/reference/http-api.md).
@RestController
class RolloutController {
    private static final int MOST_TICKS = 1_000;

    private final RolloutHistoryReplayService history;
    private final RolloutStartAndAbortService rolloutCommands;
    private final RolloutResponseAssembler assembler;
    private final RolloutPostCommitProcessor postCommit;

    RolloutController(
            RolloutHistoryReplayService history,
            RolloutStartAndAbortService rolloutCommands,
            RolloutResponseAssembler assembler,
            RolloutPostCommitProcessor postCommit) {
        this.history = history;
        this.rolloutCommands = rolloutCommands;
        this.assembler = assembler;
        this.postCommit = postCommit;
    }

    /// Lists all rollouts, newest first, without checks and decisions.
    @GetMapping("/api/v1/rollouts")
    List<RolloutResponse> list() {
        return assembler.list();
    }

    /// Returns a rollout with its evidence, checks, decisions and forecast.
    @GetMapping("/api/v1/rollouts/{id}")
    RolloutDetailResponse get(@PathVariable String id) {
        return assembler.getDetail(id);
    }

    /// Lists the stored ticks of a rollout, oldest first; 410 if they were deleted.
    @GetMapping("/api/v1/rollouts/{id}/ticks")
    List<RolloutTickResponse> listTicks(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "" + MOST_TICKS) int limit) {
        if (after < 0 || limit < 1) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "after must be 0 or more and limit 1 or more, got " + after + " and " + limit + ".",
                    "Omit them to read from the first tick, 1,000 at a time.");
        }
        List<RolloutTickResponse> ticks = assembler.listTicks(id, after, Math.min(limit, MOST_TICKS));
        history.requireTicks(id);
        return ticks;
    }

    /// Returns the counts of a rollout per hour and exposure, oldest first, also without its ticks.
    @GetMapping("/api/v1/rollouts/{id}/hours")
    RolloutHoursResponse getHours(@PathVariable String id) {
        return history.getHours(id);
    }

    /// Aborts a rollout and moves all units back to control; rejected if it has ended.
    @PostMapping("/api/v1/rollouts/{id}/abort")
    @RequiresRight(value = Right.STOP, scope = RequiresRight.ServiceSource.ANY)
    RolloutDetailResponse abort(
            @PathVariable String id, JsonRequest<AbortOrResumeRolloutRequest> body, Caller.Actor caller) {
        rolloutCommands.abort(id, getReason(body, "The rollout was not aborted."), caller.name());
        postCommit.publish(new RolloutChangedEvent(id, true));
        return assembler.getDetail(id);
    }

    /// Returns the reason in a request body; empty if not given.
    ///
    /// @param consequence what did not happen when the body is invalid
    static String getReason(JsonRequest<AbortOrResumeRolloutRequest> body, String consequence) {
        return Objects.requireNonNullElse(body.orThrow(consequence).reason(), "");
    }

    /// Recomputes the decisions of a rollout from its ticks and reports differences; 410 without ticks.
    @GetMapping("/api/v1/rollouts/{id}/replay")
    ReplayResponse replay(@PathVariable String id) {
        return history.replay(id);
    }
}
