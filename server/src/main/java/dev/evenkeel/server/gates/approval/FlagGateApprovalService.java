// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.FlagVersion;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import dev.evenkeel.server.gates.gate.GateAuditSerializer;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service for approvals of flag changes. Thread-safe.
@Component
public class FlagGateApprovalService {
    private static final int SHOWN = 100;

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
    /// @param who sender, for the audit log
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException if the person is a participant of the
    ///     change
    @Transactional
    FlagGateApproval approve(String environment, GiveApprovalCommand giveApprovalCommand, String who) {
        ApproverEligibilityPolicy.requireNotParticipant(
                giveApprovalCommand.person(),
                "the change of flag " + giveApprovalCommand.flag(),
                approvers.listParticipants(environment, giveApprovalCommand.flag()),
                "");
        FlagVersion version = flags.getVersion(environment, giveApprovalCommand.flag());
        var approval = new Approval(
                IdAndSecretGenerator.newId("ga-"),
                giveApprovalCommand.person(),
                giveApprovalCommand.reason(),
                version.revision(),
                giveApprovalCommand.approvedAt(),
                giveApprovalCommand.expiresAt());
        flagGateApprovalRepository.insert(
                new FlagGateApprovalRepository.StoredApproval(environment, giveApprovalCommand.flag(), approval));
        approvers.recordApproval(approval.id(), environment, giveApprovalCommand.flag());
        var given = new FlagGateApproval(environment, giveApprovalCommand.flag(), true, approval);
        auditLog.append(new AuditEvent(
                who,
                "flag.approved",
                environment + "/" + giveApprovalCommand.flag(),
                giveApprovalCommand.reason(),
                null,
                GateAuditSerializer.toJson(given)));
        events.publishEvent(new GatesChangedEvent());
        return given;
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
