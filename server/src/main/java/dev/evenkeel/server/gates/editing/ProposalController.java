// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.ProposalApi.ApproveProposalRequest;
import dev.evenkeel.api.ProposalApi.CreateProposalRequest;
import dev.evenkeel.api.ProposalApi.ProposalResponse;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for proposals (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}/proposals")
class ProposalController {
    private final ProposalService proposals;
    private final FlagOwnerResolver owners;

    ProposalController(ProposalService proposals, FlagOwnerResolver owners) {
        this.proposals = proposals;
        this.owners = owners;
    }

    /// Lists proposed flag edits, at most 100: those that have not ended first, then newest first.
    @GetMapping
    List<ProposalResponse> list(@PathVariable String environment) {
        return proposals.listNewest(environment);
    }

    /// Returns a proposed flag edit with its state and its approvals.
    @GetMapping("/{id}")
    ProposalResponse get(@PathVariable String environment, @PathVariable String id) {
        return proposals.toResponse(proposals.get(environment, id));
    }

    /// Proposes a flag edit for approval; rejected if the edit is invalid or changes nothing.
    @PostMapping
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.BODY)
    @ResponseStatus(HttpStatus.CREATED)
    ProposalResponse create(
            @PathVariable String environment, JsonRequest<CreateProposalRequest> body, Caller.Actor caller) {
        CreateProposalRequest request = body.orThrow(
                "The proposal was not created.", (given, errors) -> ProposalService.check(given, caller, errors));
        FlagSetPatch patch = FlagSetPatch.of(request);
        patch.requireRight(Right.AUTHOR, environment, owners, caller);
        return proposals.create(environment, request, patch, caller);
    }

    /// Approves an open proposal; rejected for its author and other editors of its flags.
    @PostMapping("/{id}/approvals")
    @RequiresRight(value = Right.APPROVE, scope = RequiresRight.ServiceSource.ANY)
    @ResponseStatus(HttpStatus.CREATED)
    ProposalResponse approve(
            @PathVariable String environment,
            @PathVariable String id,
            JsonRequest<ApproveProposalRequest> body,
            Caller.Actor caller) {
        Proposal proposal = requireAllowed(environment, id, Right.APPROVE, caller);
        return proposals.approve(proposal, body, caller);
    }

    /// Applies a proposal; rejected while approvals are missing, gates are closed or flags have changed.
    @PostMapping("/{id}/apply")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.ANY)
    ProposalResponse apply(@PathVariable String environment, @PathVariable String id, Caller.Actor caller) {
        return proposals.apply(requireAllowed(environment, id, Right.AUTHOR, caller), caller.name());
    }

    /// Withdraws a proposal; rejected if it was already applied or withdrawn.
    @DeleteMapping("/{id}")
    @RequiresRight(value = Right.AUTHOR, scope = RequiresRight.ServiceSource.ANY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String environment, @PathVariable String id, Caller.Actor caller) {
        proposals.withdraw(requireAllowed(environment, id, Right.AUTHOR, caller), caller.name());
    }

    private Proposal requireAllowed(String environment, String id, Right right, Caller.Actor caller) {
        Proposal proposal = proposals.get(environment, id);
        proposal.patch().requireRight(right, environment, owners, caller);
        return proposal;
    }
}
