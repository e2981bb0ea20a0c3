// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import dev.evenkeel.files.freeze.FreezeJson;
import dev.evenkeel.files.freeze.FreezeRule;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.gates.gate.GateJson;
import dev.evenkeel.server.gates.gate.GatesChanged;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The freeze calendar of this server. Thread-safe.
@Component
public class Freezes {
    private static final String SUBJECT = "freezes";
    private static final String CHANGED = "freezes.changed";

    private final FreezeTable table;
    private final AuditLedger ledger;
    private final ApplicationEventPublisher events;

    Freezes(FreezeTable table, AuditLedger ledger, ApplicationEventPublisher events) {
        this.table = table;
        this.ledger = ledger;
        this.events = events;
    }

    /// All windows, by name.
    public List<FreezeRule> list() {
        return table.all();
    }

    /// Puts windows in force, in the place of those of the same names.
    ///
    /// @param alone whether all others are taken away
    /// @return all that are in force then
    @Transactional
    List<FreezeRule> put(List<FreezeRule> rules, boolean alone, String reason, String who) {
        table.lock();
        List<FreezeRule> before = table.all();
        table.put(rules);
        if (alone) {
            table.keepOnly(rules.stream().map(FreezeRule::name).toList());
        }
        List<FreezeRule> after = table.all();
        if (!after.equals(before)) {
            tell(new AuditEvent(who, CHANGED, SUBJECT, reason, text(before), text(after)));
        }
        return after;
    }

    /// Takes a window away.
    ///
    /// @throws NotFound when there is none of this name
    @Transactional
    void remove(String name, String reason, String who) {
        table.lock();
        List<FreezeRule> before = table.all();
        if (!table.remove(name)) {
            throw new NotFound(
                    ErrorCode.FREEZE_NOT_FOUND,
                    "The calendar has no freeze \"" + name + "\". Nothing was changed.",
                    "GET /api/v1/freezes lists all there are.");
        }
        tell(new AuditEvent(who, CHANGED, SUBJECT, reason, text(before), text(table.all())));
    }

    private void tell(AuditEvent change) {
        ledger.append(change);
        events.publishEvent(new GatesChanged());
    }

    private static String text(List<FreezeRule> rules) {
        return GateJson.text(rules.stream().map(FreezeJson::of).toList());
    }
}
