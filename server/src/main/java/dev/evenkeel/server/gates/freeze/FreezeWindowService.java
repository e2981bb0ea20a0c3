// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.files.freeze.FreezeWindowJson;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.gate.GateAuditSerializer;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The freeze calendar of this server. Thread-safe.
@Component
public class FreezeWindowService {
    private static final String SUBJECT = "freezes";
    private static final String CHANGED = "freezes.changed";

    private final FreezeWindowRepository table;
    private final AuditLog ledger;
    private final ApplicationEventPublisher events;

    FreezeWindowService(FreezeWindowRepository table, AuditLog ledger, ApplicationEventPublisher events) {
        this.table = table;
        this.ledger = ledger;
        this.events = events;
    }

    /// All windows, by name.
    public List<FreezeWindowDefinition> list() {
        return table.all();
    }

    /// Puts windows in force, in the place of those of the same names.
    ///
    /// @param alone whether all others are taken away
    /// @return all that are in force then
    @Transactional
    List<FreezeWindowDefinition> put(List<FreezeWindowDefinition> rules, boolean alone, String reason, String who) {
        table.lock();
        List<FreezeWindowDefinition> before = table.all();
        table.put(rules);
        if (alone) {
            table.keepOnly(rules.stream().map(FreezeWindowDefinition::name).toList());
        }
        List<FreezeWindowDefinition> after = table.all();
        if (!after.equals(before)) {
            tell(new AuditEvent(who, CHANGED, SUBJECT, reason, text(before), text(after)));
        }
        return after;
    }

    /// Takes a window away.
    ///
    /// @throws NotFoundException when there is none of this name
    @Transactional
    void remove(String name, String reason, String who) {
        table.lock();
        List<FreezeWindowDefinition> before = table.all();
        if (!table.remove(name)) {
            throw new NotFoundException(
                    ProblemCode.FREEZE_NOT_FOUND,
                    "The calendar has no freeze \"" + name + "\". Nothing was changed.",
                    "GET /api/v1/freezes lists all there are.");
        }
        tell(new AuditEvent(who, CHANGED, SUBJECT, reason, text(before), text(table.all())));
    }

    private void tell(AuditEvent change) {
        ledger.append(change);
        events.publishEvent(new GatesChangedEvent());
    }

    private static String text(List<FreezeWindowDefinition> rules) {
        return GateAuditSerializer.text(rules.stream().map(FreezeWindowJson::of).toList());
    }
}
