// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gate;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.audit.AuditEvent;
import dev.evenkeel.server.audit.AuditLedger;
import dev.evenkeel.server.flag.FlagVersion;
import dev.evenkeel.server.flag.Flags;
import dev.evenkeel.server.platform.Conflict;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.Ids;
import dev.evenkeel.server.platform.NotFound;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// People who are for changes. Thread-safe.
@Component
class Approvals {
    private static final int SHOWN = 100;

    private final ApprovalTable table;
    private final Flags flags;
    private final RunningChanges running;
    private final AuditLedger ledger;
    private final ApplicationEventPublisher events;

    Approvals(
            ApprovalTable table,
            Flags flags,
            RunningChanges running,
            AuditLedger ledger,
            ApplicationEventPublisher events) {
        this.table = table;
        this.flags = flags;
        this.running = running;
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
    List<FlagApproval> counting(Instant now) {
        return table.allValidAt(now).stream()
                .map(row -> seen(row, now))
                .filter(FlagApproval::counts)
                .toList();
    }

    private FlagApproval seen(ApprovalTable.Row row, Instant now) {
        Approval approval = row.approval();
        boolean counts = approval.isValidAt(now)
                && approval.version()
                        == flags.version(row.environment(), row.flag()).revision();
        return new FlagApproval(row.environment(), row.flag(), counts, approval);
    }

    /// Approves the change of a flag as the flag is now.
    ///
    /// @param who sent it, for the ledger
    /// @throws Conflict when the person is an author of the change
    @Transactional
    FlagApproval give(String environment, GateOrders.NewApproval order, String who) {
        FlagVersion version = flags.version(environment, order.flag());
        requireOther(order, version.author(), "changed it last");
        running.find(environment, order.flag())
                .ifPresent(one -> requireOther(order, one.orderedBy(), "ordered the rollout that runs on it"));
        var approval = new Approval(
                Ids.id("ga-"), order.person(), order.reason(), version.revision(), order.since(), order.until());
        table.insert(new ApprovalTable.Row(environment, order.flag(), approval));
        var given = new FlagApproval(environment, order.flag(), true, approval);
        ledger.append(new AuditEvent(
                who, "gate.approved", environment + "/" + order.flag(), order.reason(), null, GateJson.text(given)));
        events.publishEvent(new GatesChanged());
        return given;
    }

    private static void requireOther(GateOrders.NewApproval order, String author, String deed) {
        if (Approval.isSamePerson(author, order.person())) {
            throw new Conflict(
                    ErrorCode.OWN_CHANGE,
                    order.person() + " cannot approve the change of flag " + order.flag() + ", because " + author + " "
                            + deed + ". Nothing was approved.",
                    "Let somebody else approve it; who uses the admin token says who they are in \"person\".");
        }
    }

    /// Withdraws an approval before its time.
    ///
    /// @throws NotFound when there is none that is in its time
    @Transactional
    void end(String environment, String id, String who, Instant now) {
        if (!table.end(environment, id, now)) {
            throw new NotFound(
                    ErrorCode.APPROVAL_NOT_FOUND,
                    "There is no approval " + id + " in environment " + environment + " that is not over.",
                    "GET /api/v1/environments/" + environment + "/approvals lists the newest.");
        }
        ledger.append(new AuditEvent(who, "gate.approval-ended", id, "", null, null));
        events.publishEvent(new GatesChanged());
    }
}
