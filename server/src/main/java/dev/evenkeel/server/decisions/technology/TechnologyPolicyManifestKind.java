// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of the policy for innovation tokens, with one object.
@Component
class TechnologyPolicyManifestKind implements PerObjectManifestKind {
    static final ManifestObjectName NAME = ManifestObjectName.of("default");

    private final TechnologyRegisterQueries technologies;
    private final TechnologyRegisterUpdateService orders;

    TechnologyPolicyManifestKind(TechnologyRegisterQueries technologies, TechnologyRegisterUpdateService orders) {
        this.technologies = technologies;
        this.orders = orders;
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "TechnologyPolicy",
                30,
                Right.ADMINISTER,
                TechnologyPolicy.class,
                "How many innovation tokens there are, and what changes have to say; its name is default.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        all.put(NAME, ManifestJsonMapper.EXACT.valueToTree(technologies.getPolicy()));
        return all;
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        return ManifestJsonMapper.EXACT.valueToTree(TechnologyPolicy.DEFAULT);
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext order) {
        var faults = new ValidationErrors();
        if (!name.equals(NAME)) {
            faults.add("", "there is one policy only, and its name is default", "write name: default");
        }
        RequestValidation.throwIfAny(faults, TechnologyPolicyRequest.POLICY_UNCHANGED);
        orders.setPolicy(TechnologyPolicyRequest.parse(spec).policy(), order.reason(), order.actor());
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext order) {
        orders.setPolicy(TechnologyPolicy.DEFAULT, order.reason(), order.actor());
    }
}
