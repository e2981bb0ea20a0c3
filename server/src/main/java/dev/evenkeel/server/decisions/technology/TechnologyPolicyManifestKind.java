// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.api.TechnologyApi.SetTechnologyPolicyRequest;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.PolicyManifestKind;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The manifest kind of the policy for innovation tokens, with one object.
@Component
class TechnologyPolicyManifestKind extends PolicyManifestKind<TechnologyPolicy> {
    private static final String NAME = "default";

    private final TechnologyRegisterQueries technologies;
    private final TechnologyRegisterUpdateService updates;
    private final JsonRequestBinder binder;

    TechnologyPolicyManifestKind(
            TechnologyRegisterQueries technologies, TechnologyRegisterUpdateService updates, JsonRequestBinder binder) {
        super(
                KindDescriptor.of(
                        "TechnologyPolicy",
                        30,
                        Right.ADMINISTER,
                        Spec.class,
                        "Number of innovation tokens, and what changes must declare; its name is default."),
                TechnologyPolicy.DEFAULT);
        this.technologies = technologies;
        this.updates = updates;
        this.binder = binder;
    }

    /// A policy without the reason, which is that of the manifest set.
    @JsonIgnoreProperties("reason")
    record Spec(@JsonUnwrapped SetTechnologyPolicyRequest policy) {}

    @Override
    protected Map<String, TechnologyPolicy> listPolicies() {
        return Map.of(NAME, technologies.getPolicy());
    }

    @Override
    protected Object toSpec(TechnologyPolicy policy) {
        return policy;
    }

    @Override
    protected TechnologyPolicy parse(String name, JsonNode spec) {
        SetTechnologyPolicyRequest request = binder.bind(SetTechnologyPolicyRequest.class, spec)
                .orThrow(TechnologyRegisterUpdateService.POLICY_UNCHANGED, (given, errors) -> {
                    if (!name.equals(NAME)) {
                        errors.add(
                                "",
                                "must have the name default: there is only one policy",
                                "set metadata.name to default");
                    }
                });
        return TechnologyRegisterUpdateService.toPolicy(request);
    }

    @Override
    protected void save(String name, TechnologyPolicy policy, ManifestChangeContext context) {
        updates.setPolicy(policy, context.reason(), context.actor());
    }
}
