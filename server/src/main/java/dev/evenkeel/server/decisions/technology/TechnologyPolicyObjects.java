// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.server.foundation.manifest.ManifestJson;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.ObjectOrder;
import dev.evenkeel.server.foundation.manifest.SingleObjectKind;
import dev.evenkeel.server.foundation.problems.RequestFaults;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The policy of innovation tokens in files: the one of its kind.
@Component
class TechnologyPolicyObjects implements SingleObjectKind {
    static final ObjectName NAME = ObjectName.of("default");

    private final Technologies technologies;
    private final TechnologyOrders orders;

    TechnologyPolicyObjects(Technologies technologies, TechnologyOrders orders) {
        this.technologies = technologies;
        this.orders = orders;
    }

    @Override
    public ObjectForm form() {
        return ObjectForm.of(
                "TechnologyPolicy",
                30,
                Right.ADMINISTER,
                TechnologyPolicy.class,
                "How many innovation tokens there are, and what changes have to say; its name is default.");
    }

    @Override
    public SortedMap<ObjectName, JsonNode> all() {
        SortedMap<ObjectName, JsonNode> all = new TreeMap<>();
        all.put(NAME, ManifestJson.EXACT.valueToTree(technologies.policy()));
        return all;
    }

    @Override
    public ObjectNode usual(ObjectName name) {
        return ManifestJson.EXACT.valueToTree(TechnologyPolicy.USUAL);
    }

    @Override
    public void put(ObjectName name, JsonNode spec, ObjectOrder order) {
        var faults = new Faults();
        if (!name.equals(NAME)) {
            faults.add("", "there is one policy only, and its name is default", "write name: default");
        }
        RequestFaults.throwIfAny(faults, TechnologyPolicyOrder.NOTHING);
        orders.put(TechnologyPolicyOrder.read(spec).policy(), order.reason(), order.who());
    }

    @Override
    public void delete(ObjectName name, ObjectOrder order) {
        orders.put(TechnologyPolicy.USUAL, order.reason(), order.who());
    }
}
