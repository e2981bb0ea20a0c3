// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Which gates each environment requires. Thread-safe.
@Component
public class Policies {
    private final PolicyTable table;
    private final Flags flags;
    private final AuditLedger ledger;
    private final ApplicationEventPublisher events;

    Policies(PolicyTable table, Flags flags, AuditLedger ledger, ApplicationEventPublisher events) {
        this.table = table;
        this.flags = flags;
        this.ledger = ledger;
        this.events = events;
    }

    /// The policy in force.
    public GatePolicy of(String environment) {
        return table.find(environment).orElse(GatePolicy.USUAL);
    }

    /// Puts another policy in force.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is no such environment
    @Transactional
    void put(String environment, GatePolicy policy, String reason, String who) {
        flags.current(environment);
        GatePolicy before = of(environment);
        table.put(environment, policy);
        ledger.append(new AuditEvent(who, "gates.policy", environment, reason, text(before), text(policy)));
        events.publishEvent(new GatesChanged());
    }

    private static String text(GatePolicy policy) {
        return GateJson.text(PolicyView.of(policy, List.of()));
    }
}
