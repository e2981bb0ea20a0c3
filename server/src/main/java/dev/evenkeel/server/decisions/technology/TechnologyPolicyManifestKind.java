// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.api.TechnologyApi.SetTechnologyPolicyRequest;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
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
    private final TechnologyRegisterUpdateService updates;
    private final JsonRequestBinder binder;

    TechnologyPolicyManifestKind(
            TechnologyRegisterQueries technologies, TechnologyRegisterUpdateService updates, JsonRequestBinder binder) {
        this.technologies = technologies;
        this.updates = updates;
        this.binder = binder;
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "TechnologyPolicy",
                30,
                Right.ADMINISTER,
                TechnologyPolicy.class,
                "Number of innovation tokens, and what changes must declare; its name is default.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        all.put(NAME, JsonTextParser.STRICT.valueToTree(technologies.getPolicy()));
        return all;
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        return JsonTextParser.STRICT.valueToTree(TechnologyPolicy.DEFAULT);
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        SetTechnologyPolicyRequest request = binder.bind(SetTechnologyPolicyRequest.class, spec)
                .orThrow(TechnologyRegisterUpdateService.POLICY_UNCHANGED, (given, errors) -> {
                    if (!name.equals(NAME)) {
                        errors.add(
                                "",
                                "must have the name default: there is only one policy",
                                "set metadata.name to default");
                    }
                });
        updates.setPolicy(request, context.reason(), context.actor());
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        updates.setPolicy(TechnologyPolicy.DEFAULT, context.reason(), context.actor());
    }
}
