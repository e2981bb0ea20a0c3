// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.JsonTextParser;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A manifest kind of policies, which always exist: deleting one resets it to the default.
///
/// @param <P> policy
public abstract class PolicyManifestKind<P> implements PerObjectManifestKind {
    private final KindDescriptor descriptor;
    private final P defaultPolicy;

    protected PolicyManifestKind(KindDescriptor descriptor, P defaultPolicy) {
        this.descriptor = descriptor;
        this.defaultPolicy = defaultPolicy;
    }

    /// Returns the current policies by name.
    protected abstract Map<String, P> listPolicies();

    /// Returns an object with the fields of the spec; null fields are omitted.
    protected abstract Object toSpec(P policy);

    /// Validates and parses a complete spec.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    protected abstract P parse(String name, JsonNode spec);

    /// Replaces a policy.
    protected abstract void save(String name, P policy, ManifestChangeContext context);

    @Override
    public KindDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        listPolicies().forEach((name, policy) -> all.put(ManifestObjectName.of(name), toNode(policy)));
        return all;
    }

    private ObjectNode toNode(P policy) {
        ObjectNode spec = JsonTextParser.STRICT.valueToTree(toSpec(policy));
        return spec.removeIf(JsonNode::isNull);
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        return toNode(defaultPolicy);
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        save(name.name(), parse(name.name(), spec), context);
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        save(name.name(), defaultPolicy, context);
    }
}
