// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.api.GateApprovalApi.CreateApprovalRequest;
import dev.evenkeel.api.GateApprovalApi.FlagGateApproval;
import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.ActingPerson;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.gates.gate.ExpiryRule;
import dev.evenkeel.server.gates.gate.GateAuditSerializer;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service for approvals of flag changes. Thread-safe.
@Component
public class FlagGateApprovalService {
    private static final int SHOWN = 100;
    private static final Duration USUAL = Duration.ofDays(7);

    private final FlagGateApprovalRepository flagGateApprovalRepository;
    private final FlagService flags;
    private final ApproverEligibilityPolicy approvers;
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;

    FlagGateApprovalService(
            FlagGateApprovalRepository flagGateApprovalRepository,
            FlagService flags,
            ApproverEligibilityPolicy approvers,
            AuditLog auditLog,
            ApplicationEventPublisher events) {
        this.flagGateApprovalRepository = flagGateApprovalRepository;
        this.flags = flags;
        this.approvers = approvers;
        this.auditLog = auditLog;
        this.events = events;
    }

    /// Returns approvals of an environment, including invalid ones, newest first.
    @Transactional(readOnly = true)
    List<FlagGateApproval> listNewest(String environment, Instant now) {
        return flagGateApprovalRepository.listNewest(environment, SHOWN).stream()
                .map(row -> toFlagApproval(row, now))
                .toList();
    }

    /// Returns all valid approvals, newest first.
    @Transactional(readOnly = true)
    public List<FlagGateApproval> listValid(Instant now) {
        return flagGateApprovalRepository.listAllValidAt(now).stream()
                .map(row -> toFlagApproval(row, now))
                .filter(FlagGateApproval::valid)
                .toList();
    }

    private FlagGateApproval toFlagApproval(FlagGateApprovalRepository.StoredApproval row, Instant now) {
        Approval approval = row.approval();
        boolean counts = approval.isValidAt(now)
                && approval.version()
                        == flags.getVersion(row.environment(), row.flag()).revision();
        return new FlagGateApproval(row.environment(), row.flag(), counts, approval);
    }

    /// Approves the change of a flag in its current version.
    ///
    /// @param caller approver; only the admin token, which belongs to no person, may name another person
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException if the person is a participant of the
    ///     change
    @Transactional
    FlagGateApproval approve(
            String environment, JsonRequest<CreateApprovalRequest> body, Caller.Actor caller, Instant now) {
        Set<String> known = flags.getSnapshot(environment).compiled().flagKeys();
        CreateApprovalRequest request = body.orThrow(
                "The approval was not created.", (given, errors) -> check(given, known, caller, now, errors));
        String flag = request.flag();
        String person = ActingPerson.of(request.onBehalfOf(), caller);
        String reason = Objects.requireNonNullElse(request.reason(), "");
        ApproverEligibilityPolicy.requireNotParticipant(
                person, "the change of flag " + flag, approvers.listParticipants(environment, flag), "");
        var approval = new Approval(
                IdAndSecretGenerator.newId("ga-"),
                person,
                reason,
                flags.getVersion(environment, flag).revision(),
                now,
                Objects.requireNonNullElse(request.expiresAt(), now.plus(USUAL)));
        flagGateApprovalRepository.insert(new FlagGateApprovalRepository.StoredApproval(environment, flag, approval));
        approvers.recordApproval(approval.id(), environment, flag);
        var given = new FlagGateApproval(environment, flag, true, approval);
        auditLog.append(new AuditEvent(
                caller.name(),
                "flag.approved",
                environment + "/" + flag,
                reason,
                null,
                GateAuditSerializer.toJson(given)));
        events.publishEvent(new GatesChangedEvent());
        return given;
    }

    private static void check(
            CreateApprovalRequest request,
            Set<String> known,
            Caller.Actor caller,
            Instant now,
            ValidationErrors errors) {
        if (request.flag() != null && !known.contains(request.flag())) {
            errors.add(
                    "/flag",
                    "is an unknown flag: \"" + request.flag() + "\"",
                    "set the key of the flag to approve; to list the flags: ./evenkeel flag list");
        }
        ActingPerson.check("/onBehalfOf", request.onBehalfOf(), caller, "approves", errors);
        ExpiryRule.check(request.expiresAt(), now, errors);
    }

    /// Withdraws an approval before it expires.
    ///
    /// @throws NotFoundException if there is no unexpired approval with this id
    @Transactional
    void withdraw(String environment, String id, String who, Instant now) {
        if (!flagGateApprovalRepository.end(environment, id, now)) {
            throw new NotFoundException(
                    ProblemCode.APPROVAL_NOT_FOUND,
                    "Environment " + environment + " has no valid approval " + id + ".",
                    "To list the approvals: ./evenkeel approval list --environment " + environment);
        }
        approvers.deleteApproval(id);
        auditLog.append(new AuditEvent(who, "flag.approval-withdrawn", id, "", null, null));
        events.publishEvent(new GatesChangedEvent());
    }
}
