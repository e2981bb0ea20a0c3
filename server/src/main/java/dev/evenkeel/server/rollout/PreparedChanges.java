// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.files.plan.JsonFields;
import dev.evenkeel.server.audit.AuditEvent;
import dev.evenkeel.server.audit.AuditLedger;
import dev.evenkeel.server.manifest.ObjectName;
import dev.evenkeel.server.platform.RequestFaults;
import java.util.SortedMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes of flags that are prepared before they are made: what an order to start a rollout says, but for the word to
/// go. One for each flag. A rollout holds what it was started with, and nothing refers to a prepared change later.
/// Thread-safe.
@Component
class PreparedChanges {
    private static final String PREPARED = "prepared";

    private final PreparedChangeTable table;
    private final OrderReader orders;
    private final AuditLedger ledger;

    PreparedChanges(PreparedChangeTable table, OrderReader orders, AuditLedger ledger) {
        this.table = table;
        this.orders = orders;
        this.ledger = ledger;
    }

    /// All specs by environment and flag.
    SortedMap<ObjectName, JsonNode> all() {
        return table.all();
    }

    /// An order to start with what it leaves to the prepared change of its flag: where `prepared` is true, what it does
    /// not say is taken from there.
    ///
    /// @throws dev.evenkeel.server.platform.Rejected when no change of the flag is prepared
    JsonNode whole(String environment, JsonNode order) {
        if (!(order instanceof ObjectNode said) || said.get(PREPARED) == null) {
            return order;
        }
        var faults = new Faults();
        ObjectNode whole = said.deepCopy();
        whole.remove(PREPARED);
        if (new JsonFields(said, "", faults).truth(PREPARED, false)) {
            String flag = said.path("flag").asString("");
            table.find(environment, flag)
                    .ifPresentOrElse(spec -> addTo(whole, spec), () -> noteMissing(environment, flag, faults));
        }
        RequestFaults.throwIfAny(faults, "The rollout was not started.");
        return whole;
    }

    private static void addTo(ObjectNode whole, JsonNode spec) {
        spec.properties().forEach(member -> whole.putIfAbsent(member.getKey(), member.getValue()));
    }

    private static void noteMissing(String environment, String flag, Faults faults) {
        faults.add(
                "/" + PREPARED,
                "no change of flag \"" + flag + "\" is prepared in environment " + environment,
                "apply a file of kind Change first, or say all of it");
    }

    /// Prepares the change of a flag, in the place of the one before.
    ///
    /// @throws dev.evenkeel.server.platform.Rejected with everything that is wrong with it as an order of today
    @Transactional
    void put(String environment, String flag, JsonNode spec, String reason, String who) {
        ObjectNode order = ((ObjectNode) spec).deepCopy();
        var faults = new Faults();
        for (String other : new String[] {"flag", "restarts"}) {
            if (order.has(other)) {
                faults.add("/" + other, "does not belong there", "take it out; the change is named after its flag");
            }
        }
        if (faults.all().isEmpty()) {
            orders.faults(environment, order.put("flag", flag), who)
                    .forEach(fault -> faults.add(fault.pointer(), fault.message(), fault.remedy()));
        }
        RequestFaults.throwIfAny(faults, "The prepared change stays as it is.");
        String before = table.find(environment, flag).map(JsonNode::toString).orElse(null);
        table.put(environment, flag, spec);
        ledger.append(
                new AuditEvent(who, "change.prepared", environment + "/" + flag, reason, before, spec.toString()));
    }

    /// Forgets the prepared change of a flag, if there is one.
    @Transactional
    void delete(String environment, String flag, String reason, String who) {
        table.find(environment, flag).ifPresent(before -> {
            table.delete(environment, flag);
            ledger.append(
                    new AuditEvent(who, "change.forgotten", environment + "/" + flag, reason, before.toString(), null));
        });
    }
}
