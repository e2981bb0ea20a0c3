// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.capacity;

import dev.evenkeel.engine.capacity.RequiredCapacity;
import dev.evenkeel.server.audit.AuditEvent;
import dev.evenkeel.server.audit.AuditLedger;
import dev.evenkeel.server.gate.GatesChanged;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.NotFound;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requires capacity before changes go on, and ends that. Thread-safe.
@Component
class Requirements {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RequiredTable table;
    private final AuditLedger ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Requirements(RequiredTable table, AuditLedger ledger, ApplicationEventPublisher events, Clock clock) {
        this.table = table;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /// Requires capacity of a team from now on.
    ///
    /// @param team empty for the whole organisation
    /// @throws dev.evenkeel.server.platform.Rejected with everything that is wrong
    @Transactional
    RequiredCapacity require(String team, @Nullable JsonNode body, String who) {
        RequiredCapacity rule =
                CapacityOrders.required(body, team, who, clock.instant().truncatedTo(ChronoUnit.MICROS));
        table.insert(rule);
        ledger.append(new AuditEvent(
                who, "capacity.required", rule.id(), rule.reason(), null, JSON.writeValueAsString(rule)));
        events.publishEvent(new GatesChanged());
        return rule;
    }

    /// Ends a rule before its time.
    ///
    /// @throws NotFound when there is none that is in force
    @Transactional
    void end(String id, String reason, String who) {
        if (!table.end(id, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
            throw new NotFound(
                    ErrorCode.CAPACITY_RULE_NOT_FOUND,
                    "There is no rule of required capacity " + id + " that is in force.",
                    "GET /api/v1/capacity/required lists those that are.");
        }
        ledger.append(new AuditEvent(who, "capacity.released", id, reason, null, null));
        events.publishEvent(new GatesChanged());
    }
}
