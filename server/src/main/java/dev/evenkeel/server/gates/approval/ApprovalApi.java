// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwners;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Approvals over HTTP (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}/approvals")
class ApprovalApi {
    private final Approvals approvals;
    private final Flags flags;
    private final Clock clock;
    private final FlagOwners owners;

    ApprovalApi(Approvals approvals, Flags flags, Clock clock, FlagOwners owners) {
        this.owners = owners;
        this.approvals = approvals;
        this.flags = flags;
        this.clock = clock;
    }

    @GetMapping
    List<FlagApproval> list(@PathVariable String environment) {
        flags.current(environment);
        return approvals.newest(environment, now());
    }

    @PostMapping
    @Needs(value = Right.APPROVE, scope = Needs.Scope.BODY)
    @ResponseStatus(HttpStatus.CREATED)
    @Takes(Approval.class)
    FlagApproval give(@PathVariable String environment, @RequestBody JsonNode body, Caller.Actor caller) {
        caller.require(
                Right.APPROVE, owners.ofFlag(environment, body.path("flag").asString("")));
        Set<String> known = flags.current(environment).compiled().flagKeys();
        return approvals.give(environment, NewApproval.read(body, known, caller, now()), caller.name());
    }

    @DeleteMapping("/{id}")
    @Needs(value = Right.APPROVE, scope = Needs.Scope.ANY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String environment, @PathVariable String id, Caller.Actor caller) {
        approvals.end(environment, id, caller.name(), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
