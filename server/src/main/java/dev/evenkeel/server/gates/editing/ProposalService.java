// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.ProposalApi.ApproveProposalRequest;
import dev.evenkeel.api.ProposalApi.CreateProposalRequest;
import dev.evenkeel.api.ProposalApi.ProposalApprovalResponse;
import dev.evenkeel.api.ProposalApi.ProposalResponse;
import dev.evenkeel.api.ProposalApi.ProposalState;
import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.engine.gate.ApprovalStatus;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.flags.definition.FlagSetState;
import dev.evenkeel.server.flags.definition.FlagSetUpdate;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.ActingPerson;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.gates.approval.ApproverEligibilityPolicy;
import dev.evenkeel.server.gates.gate.GateContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service for proposed flag edits and their approvals. Thread-safe.
@Component
public class ProposalService {
    private static final int SHOWN = 100;

    private final ProposalRepository proposalRepository;
    private final FlagService flags;
    private final FlagEditService edits;
    private final EditApprovalGate fourEyes;
    private final AuditLog auditLog;
    private final Clock clock;

    ProposalService(
            ProposalRepository proposalRepository,
            FlagService flags,
            FlagEditService edits,
            EditApprovalGate fourEyes,
            AuditLog auditLog,
            Clock clock) {
        this.proposalRepository = proposalRepository;
        this.flags = flags;
        this.edits = edits;
        this.fourEyes = fourEyes;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /// Returns proposals of an environment: open ones first, then newest first.
    List<ProposalResponse> listNewest(String environment) {
        flags.getSnapshot(environment);
        return proposalRepository.listNewest(environment, SHOWN).stream()
                .map(this::toResponse)
                .toList();
    }

    /// Returns proposals that can be approved or applied now, newest first.
    public List<ProposalResponse> listOpen() {
        return proposalRepository.listOpen(now()).stream()
                .map(this::toResponse)
                .filter(one -> one.state() == ProposalState.OPEN)
                .toList();
    }

    /// Returns the number of proposals that can be approved or applied now. One query.
    public int countOpen() {
        Instant now = now();
        return (int) proposalRepository.listOpen(now).stream()
                .filter(one -> one.state(flags.getSnapshot(one.environment()).authored(), now) == ProposalState.OPEN)
                .count();
    }

    /// Returns a proposal of an environment.
    ///
    /// @throws NotFoundException if the proposal does not exist
    Proposal get(String environment, String id) {
        return proposalRepository
                .findById(environment, id)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.PROPOSAL_NOT_FOUND,
                        "Environment " + environment + " has no proposal " + id + ".",
                        "To list the proposals: ./evenkeel proposal list --environment " + environment));
    }

    /// Returns a proposal with its state.
    ProposalResponse toResponse(Proposal proposal) {
        String authored = flags.getSnapshot(proposal.environment()).authored();
        ProposalState state = proposal.state(authored, now());
        List<EditedFlag> edited = state == ProposalState.OPEN ? listEdits(proposal, authored) : List.of();
        List<String> keys = state == ProposalState.OPEN
                ? edited.stream().map(EditedFlag::key).toList()
                : proposal.patch().paths().stream().map(List::getLast).toList();
        ApprovalStatus approvals = approvalStatus(proposal, edited);
        Proposal.Ending ending = proposal.ending();
        return new ProposalResponse(
                proposal.id(),
                proposal.environment(),
                proposal.author(),
                proposal.reason(),
                proposal.changeClass(),
                state,
                DefinitionTextParser.parse(proposal.change()),
                proposal.remove(),
                DefinitionTextParser.parse(proposal.base()),
                keys,
                approvals.valid().stream()
                        .map(one -> new ProposalApprovalResponse(one.approvedBy(), one.reason(), one.approvedAt()))
                        .toList(),
                approvals.required(),
                approvals.missingCount(),
                proposal.createdAt(),
                proposal.expiresAt(),
                ending == null ? null : ending.at(),
                ending == null ? null : ending.person());
    }

    private static List<EditedFlag> listEdits(Proposal proposal, String authored) {
        return ParsedFlagSet.parse(proposal.patch().applyTo(authored)).listEditsSince(ParsedFlagSet.ofStored(authored));
    }

    private ApprovalStatus approvalStatus(Proposal proposal, List<EditedFlag> edited) {
        return ApprovalStatus.evaluate(
                fourEyes.countRequiredApprovals(proposal.environment(), edited, proposal.changeClass()),
                proposalRepository.listApprovals(proposal),
                new ApprovalStatus.Subject(
                        0,
                        fourEyes.listParticipants(proposal).stream()
                                .map(ApproverEligibilityPolicy.ChangeParticipant::person)
                                .toList()),
                now());
    }

    /// Adds the errors of a request that its JSON Schema cannot express.
    static void check(CreateProposalRequest request, Caller.Actor caller, ValidationErrors errors) {
        ActingPerson.check("/onBehalfOf", request.onBehalfOf(), caller, "proposes", errors);
        if (errors.size() == 0 && FlagSetPatch.of(request).paths().isEmpty()) {
            errors.add(
                    "/patch",
                    "contains no changes, and removedFlags is empty",
                    "send {\"flags\":{…}} with the flags to change");
        }
    }

    /// Creates a proposal, with the same validation as the edit.
    ///
    /// @param patch patch of the request
    /// @param caller author; only the admin token, which belongs to no person, may name another person
    /// @throws MalformedOrOverLimitException if the edit would change nothing
    @Transactional
    ProposalResponse create(
            String environment, CreateProposalRequest request, FlagSetPatch patch, Caller.Actor caller) {
        FlagSetState current = flags.getState(environment);
        FlagSetUpdate update = flags.planUpdate(
                current, FlagEdit.merge(patch).applyTo(current.definition().text()), null);
        if (!update.result().changed()) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "The flags already have these values. The proposal was not created.",
                    "To see the current flags: ./evenkeel flag show FLAG --environment " + environment);
        }
        Instant now = now();
        var proposal = new Proposal(
                IdAndSecretGenerator.newId("fp-"),
                environment,
                ActingPerson.of(request.onBehalfOf(), caller),
                request.reason(),
                Objects.requireNonNullElse(request.changeClass(), GateContext.NORMAL),
                patch.text(),
                patch.removedFlags(),
                patch.extractBase(current.definition().text()),
                now,
                now.plus(Proposal.LIFETIME),
                null);
        proposalRepository.insert(proposal);
        ProposalResponse view = toResponse(proposal);
        auditLog.append(new AuditEvent(
                caller.name(),
                "proposal.created",
                environment + "/" + proposal.id(),
                proposal.reason(),
                null,
                toJson(view)));
        return view;
    }

    /// Adds an approval; an existing approval by the same person is unchanged.
    ///
    /// @param caller approver; only the admin token, which belongs to no person, may name another person
    /// @throws ConflictException if the approver is a participant of the change, or the proposal can no longer
    ///     be applied
    @Transactional
    ProposalResponse approve(Proposal proposal, JsonRequest<ApproveProposalRequest> body, Caller.Actor caller) {
        ApproveProposalRequest request = body.orThrow(
                "The approval was not created.",
                (given, errors) -> ActingPerson.check("/onBehalfOf", given.onBehalfOf(), caller, "approves", errors));
        requireOpen(proposal, flags.getSnapshot(proposal.environment()).authored());
        var approval = new Approval(
                IdAndSecretGenerator.newId("ga-"),
                ActingPerson.of(request.onBehalfOf(), caller),
                Objects.requireNonNullElse(request.reason(), ""),
                0,
                now(),
                proposal.expiresAt());
        ApproverEligibilityPolicy.requireNotParticipant(
                approval.approvedBy(), "proposal " + proposal.id(), fourEyes.listParticipants(proposal), "");
        proposalRepository.insertApproval(proposal, approval);
        auditLog.append(new AuditEvent(
                caller.name(),
                "proposal.approved",
                proposal.environment() + "/" + proposal.id(),
                approval.reason(),
                null,
                FlagJsonMappers.EXACT
                        .createObjectNode()
                        .put("person", approval.approvedBy())
                        .put("reason", approval.reason())
                        .toString()));
        return toResponse(proposal);
    }

    /// Applies the proposed edit to the definition.
    ///
    /// @param who user who applies it
    /// @throws ConflictException if approvals are missing, or if the proposal can no longer be applied
    @Transactional
    ProposalResponse apply(Proposal proposal, String who) {
        proposalRepository.lock(proposal.id());
        Proposal locked = get(proposal.environment(), proposal.id());
        requireOpen(
                locked,
                flags.getStateForUpdate(locked.environment()).definition().text());
        List<Approval> counting = approvalStatus(locked, List.of()).valid();
        FlagSetUpdate update =
                edits.apply(locked.environment(), FlagEdit.merge(locked.patch()), toContext(locked, counting));
        if (!counting.isEmpty()) {
            fourEyes.recordApproval(locked, update.edited());
        }
        return end(locked, Proposal.Outcome.APPLIED, "proposal.applied", who);
    }

    private static EditContext toContext(Proposal proposal, List<Approval> approvals) {
        String people = approvals.isEmpty()
                ? "no approvals"
                : "approved by " + approvals.stream().map(Approval::approvedBy).collect(Collectors.joining(", "));
        return new EditContext(
                proposal.author(),
                proposal.reason() + " (proposal " + proposal.id() + ", " + people + ")",
                null,
                false,
                new EditApprovalStatus(proposal.changeClass(), approvals.size()));
    }

    /// Withdraws a proposal.
    ///
    /// @throws ConflictException if the proposal has ended
    @Transactional
    void withdraw(Proposal proposal, String who) {
        proposalRepository.lock(proposal.id());
        Proposal locked = get(proposal.environment(), proposal.id());
        if (locked.ending() != null) {
            throw alreadyEnded(locked, locked.ending().outcome().name());
        }
        end(locked, Proposal.Outcome.WITHDRAWN, "proposal.withdrawn", who);
    }

    private ProposalResponse end(Proposal proposal, Proposal.Outcome outcome, String action, String who) {
        proposalRepository.end(proposal.id(), new Proposal.Ending(outcome, now(), who));
        auditLog.append(new AuditEvent(who, action, proposal.environment() + "/" + proposal.id(), "", null, null));
        return toResponse(get(proposal.environment(), proposal.id()));
    }

    private void requireOpen(Proposal proposal, String authored) {
        ProposalState state = proposal.state(authored, now());
        if (state != ProposalState.OPEN) {
            throw alreadyEnded(proposal, state.name());
        }
    }

    private static ConflictException alreadyEnded(Proposal proposal, String state) {
        return new ConflictException(
                ProblemCode.INVALID_PROPOSAL_STATE,
                "Proposal " + proposal.id() + " is " + state + ": "
                        + (state.equals(ProposalState.STALE.name())
                                ? "the flags have changed since it was created."
                                : "it can no longer be changed or applied.")
                        + " Nothing was changed.",
                "Create a new proposal: ./evenkeel proposal create FILE --environment " + proposal.environment()
                        + " --reason TEXT");
    }

    private static String toJson(ProposalResponse view) {
        return FlagJsonMappers.EXACT.writeValueAsString(view);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
