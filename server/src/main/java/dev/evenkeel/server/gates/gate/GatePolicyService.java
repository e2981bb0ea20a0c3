// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Which gates each environment requires. Thread-safe.
@Component
public class GatePolicyService {
    private final GatePolicyRepository table;
    private final FlagService flags;
    private final AuditLog ledger;
    private final ApplicationEventPublisher events;

    GatePolicyService(
            GatePolicyRepository table, FlagService flags, AuditLog ledger, ApplicationEventPublisher events) {
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
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment
    @Transactional
    void put(String environment, GatePolicy policy, String reason, String who) {
        flags.current(environment);
        GatePolicy before = of(environment);
        table.put(environment, policy);
        ledger.append(new AuditEvent(who, "gates.policy", environment, reason, text(before), text(policy)));
        events.publishEvent(new GatesChangedEvent());
    }

    private static String text(GatePolicy policy) {
        return GateAuditSerializer.text(GatePolicyResponse.of(policy, List.of()));
    }
}
