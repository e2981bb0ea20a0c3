// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.FlagVersion;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import dev.evenkeel.server.gates.gate.GateAuditSerializer;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// People who are for changes. Thread-safe.
@Component
public class FlagApprovalService {
    private static final int SHOWN = 100;

    private final FlagApprovalRepository table;
    private final FlagService flags;
    private final ApproverPolicy approvers;
    private final AuditLog ledger;
    private final ApplicationEventPublisher events;

    FlagApprovalService(
            FlagApprovalRepository table,
            FlagService flags,
            ApproverPolicy approvers,
            AuditLog ledger,
            ApplicationEventPublisher events) {
        this.table = table;
        this.flags = flags;
        this.approvers = approvers;
        this.ledger = ledger;
        this.events = events;
    }

    /// The newest of an environment, newest first, those that count no more among them.
    @Transactional(readOnly = true)
    List<FlagApproval> newest(String environment, Instant now) {
        return table.newest(environment, SHOWN).stream()
                .map(row -> seen(row, now))
                .toList();
    }

    /// Every approval that counts at a moment, newest first.
    @Transactional(readOnly = true)
    public List<FlagApproval> counting(Instant now) {
        return table.allValidAt(now).stream()
                .map(row -> seen(row, now))
                .filter(FlagApproval::counts)
                .toList();
    }

    private FlagApproval seen(FlagApprovalRepository.StoredApproval row, Instant now) {
        Approval approval = row.approval();
        boolean counts = approval.isValidAt(now)
                && approval.version()
                        == flags.version(row.environment(), row.flag()).revision();
        return new FlagApproval(row.environment(), row.flag(), counts, approval);
    }

    /// Approves the change of a flag as the flag is now.
    ///
    /// @param who sent it, for the ledger
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when the person has a part in the
    ///     change
    @Transactional
    FlagApproval give(String environment, GiveApprovalCommand order, String who) {
        ApproverPolicy.requireOther(
                order.person(),
                "the change of flag " + order.flag(),
                approvers.participants(environment, order.flag()),
                "");
        FlagVersion version = flags.version(environment, order.flag());
        var approval = new Approval(
                IdGenerator.id("ga-"),
                order.person(),
                order.reason(),
                version.revision(),
                order.since(),
                order.until());
        table.insert(new FlagApprovalRepository.StoredApproval(environment, order.flag(), approval));
        approvers.approved(approval.id(), environment, order.flag());
        var given = new FlagApproval(environment, order.flag(), true, approval);
        ledger.append(new AuditEvent(
                who,
                "gate.approved",
                environment + "/" + order.flag(),
                order.reason(),
                null,
                GateAuditSerializer.text(given)));
        events.publishEvent(new GatesChangedEvent());
        return given;
    }

    /// Withdraws an approval before its time.
    ///
    /// @throws NotFoundException when there is none that is in its time
    @Transactional
    void end(String environment, String id, String who, Instant now) {
        if (!table.end(environment, id, now)) {
            throw new NotFoundException(
                    ProblemCode.APPROVAL_NOT_FOUND,
                    "There is no approval " + id + " in environment " + environment + " that is not over.",
                    "GET /api/v1/environments/" + environment + "/approvals lists the newest.");
        }
        approvers.withdrawn(id);
        ledger.append(new AuditEvent(who, "gate.approval-ended", id, "", null, null));
        events.publishEvent(new GatesChangedEvent());
    }
}
