// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.capacity;

import dev.evenkeel.engine.capacity.RequiredCapacity;
import dev.evenkeel.server.gate.GateLedger;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Requires capacity before changes go on, and ends that. Thread-safe.
@Component
class Requirements {
    private final RequiredTable table;
    private final GateLedger ledger;

    Requirements(RequiredTable table, GateLedger ledger) {
        this.table = table;
        this.ledger = ledger;
    }

    /// Requires capacity of a team from now on.
    ///
    /// @param team empty for the whole organisation
    /// @throws dev.evenkeel.server.platform.Rejected with everything that is wrong
    @Transactional
    RequiredCapacity require(String team, @Nullable JsonNode body, String who) {
        RequiredCapacity rule = CapacityOrders.required(body, team, who, ledger.now());
        table.insert(rule);
        ledger.note(new GateLedger.Deed(who, "capacity.required", rule.id(), rule.reason()), null, rule);
        return rule;
    }

    /// Ends a rule before its time.
    ///
    /// @throws NotFound when there is none that is in force
    @Transactional
    void end(String id, String reason, String who) {
        if (!table.end(id, ledger.now())) {
            throw new NotFound(
                    ErrorCode.CAPACITY_RULE_NOT_FOUND,
                    "There is no rule of required capacity " + id + " that is in force.",
                    "GET /api/v1/capacity/required lists those that are.");
        }
        ledger.note(new GateLedger.Deed(who, "capacity.released", id, reason), null, null);
    }
}
