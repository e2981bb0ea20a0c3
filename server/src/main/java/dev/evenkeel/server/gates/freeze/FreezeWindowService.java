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

/// The service for the freeze calendar. Thread-safe.
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

    /// Returns all windows, by name.
    public List<FreezeWindowDefinition> list() {
        return table.listAll();
    }

    /// Adds windows; replaces windows with the same names.
    ///
    /// @param alone whether to delete all other windows
    /// @return all windows after the change
    @Transactional
    List<FreezeWindowDefinition> save(List<FreezeWindowDefinition> rules, boolean alone, String reason, String who) {
        table.lock();
        List<FreezeWindowDefinition> before = table.listAll();
        table.save(rules);
        if (alone) {
            table.deleteAllExcept(
                    rules.stream().map(FreezeWindowDefinition::name).toList());
        }
        List<FreezeWindowDefinition> after = table.listAll();
        if (!after.equals(before)) {
            recordChange(new AuditEvent(who, CHANGED, SUBJECT, reason, toJson(before), toJson(after)));
        }
        return after;
    }

    /// Deletes a window.
    ///
    /// @throws NotFoundException if the window does not exist
    @Transactional
    void delete(String name, String reason, String who) {
        table.lock();
        List<FreezeWindowDefinition> before = table.listAll();
        if (!table.delete(name)) {
            throw new NotFoundException(
                    ProblemCode.FREEZE_WINDOW_NOT_FOUND,
                    "The calendar has no freeze \"" + name + "\". Nothing was changed.",
                    "GET /api/v1/freeze-windows lists all there are.");
        }
        recordChange(new AuditEvent(who, CHANGED, SUBJECT, reason, toJson(before), toJson(table.listAll())));
    }

    private void recordChange(AuditEvent change) {
        ledger.append(change);
        events.publishEvent(new GatesChangedEvent());
    }

    private static String toJson(List<FreezeWindowDefinition> rules) {
        return GateAuditSerializer.toJson(
                rules.stream().map(FreezeWindowJson::of).toList());
    }
}
