// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.api.GateOverrideApi.OverrideReviewTask;
import dev.evenkeel.api.GateOverrideApi.ReviewOverrideRequest;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for override reviews (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}")
class OverrideReviewController {
    private final OverrideReviewService reviews;
    private final FlagService flags;
    private final FlagOwnerResolver owners;

    OverrideReviewController(OverrideReviewService reviews, FlagService flags, FlagOwnerResolver owners) {
        this.reviews = reviews;
        this.flags = flags;
        this.owners = owners;
    }

    /// Lists open override reviews by due date; with `state=all`, those of the 100 newest overrides.
    @GetMapping("/override-reviews")
    List<OverrideReviewTask> list(@PathVariable String environment, @RequestParam(defaultValue = "open") String state) {
        flags.getSnapshot(environment);
        return switch (state) {
            case "open" -> reviews.listPending(environment);
            case "all" -> reviews.listNewest(environment);
            default ->
                throw new MalformedOrOverLimitException(
                        ProblemCode.MALFORMED,
                        "Invalid review state \"" + state + "\".",
                        "Allowed: open, or all to include completed reviews.");
        };
    }

    /// Stores the review of a gate override, once; rejected for the user who created the override.
    @PostMapping("/gate-overrides/{id}/review")
    @RequiresRight(value = Right.APPROVE, scope = RequiresRight.ServiceSource.ANY)
    @ResponseStatus(HttpStatus.CREATED)
    OverrideReviewTask review(
            @PathVariable String environment,
            @PathVariable String id,
            JsonRequest<ReviewOverrideRequest> body,
            Caller.Actor caller) {
        String flag = reviews.get(environment, id).override().flag();
        caller.requireRight(Right.APPROVE, owners.listOwningServices(environment, flag));
        return reviews.review(environment, id, body, caller);
    }
}
