// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.api.GateApprovalApi.CreateApprovalRequest;
import dev.evenkeel.api.GateApprovalApi.FlagGateApproval;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for approvals (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}/approvals")
class FlagGateApprovalController {
    private final FlagGateApprovalService approvals;
    private final FlagService flags;
    private final Clock clock;
    private final FlagOwnerResolver owners;

    FlagGateApprovalController(
            FlagGateApprovalService approvals, FlagService flags, Clock clock, FlagOwnerResolver owners) {
        this.owners = owners;
        this.approvals = approvals;
        this.flags = flags;
        this.clock = clock;
    }

    /// Lists the 100 newest approvals of flag changes in an environment, newest first.
    @GetMapping
    List<FlagGateApproval> list(@PathVariable String environment) {
        flags.getSnapshot(environment);
        return approvals.listNewest(environment, now());
    }

    /// Approves the change of a flag in its current version; rejected for participants of the change.
    @PostMapping
    @RequiresRight(value = Right.APPROVE, scope = RequiresRight.ServiceSource.BODY)
    @ResponseStatus(HttpStatus.CREATED)
    FlagGateApproval approve(
            @PathVariable String environment, JsonRequest<CreateApprovalRequest> body, Caller.Actor caller) {
        String flag = Optional.ofNullable(body.peek())
                .map(CreateApprovalRequest::flag)
                .orElse("");
        caller.requireRight(Right.APPROVE, owners.listOwningServices(environment, flag));
        return approvals.approve(environment, body, caller, now());
    }

    /// Withdraws an approval before it expires; it no longer counts.
    @DeleteMapping("/{id}")
    @RequiresRight(value = Right.APPROVE, scope = RequiresRight.ServiceSource.ANY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String environment, @PathVariable String id, Caller.Actor caller) {
        approvals.withdraw(environment, id, caller.name(), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
