// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A kind of object that manifests describe. A feature with such objects registers a bean. All methods run in
/// the caller's transaction.
public interface ManifestKind {
    /// Returns the document format.
    KindDescriptor descriptor();

    /// Returns all current objects, each with a complete spec without secrets.
    SortedMap<ManifestObjectName, JsonNode> listSpecs();

    /// Returns the default spec, from which members that a manifest omits are taken.
    default ObjectNode defaultSpec(ManifestObjectName name) {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Performs checks that must not run in a transaction. Called before the transaction, outside of it.
    ///
    /// @param errors receives all problems
    default void validateBeforeTransaction(List<DesiredObject> wanted, ValidationErrors errors) {}

    /// Creates what objects require to exist, before any kind is applied.
    default void prepare(Collection<ManifestObjectName> names) {}

    /// Applies objects that may differ from the current ones.
    ///
    /// @param errors receives all problems
    void apply(List<DesiredObject> wanted, ManifestChangeContext context, ValidationErrors errors);

    /// Deletes an object, or resets it to the default if it always exists.
    ///
    /// @throws ProblemException when it cannot be deleted
    void delete(ManifestObjectName name, ManifestChangeContext context);

    /// Whether a spec contains more than [#listSpecs] returns, such as a secret. Then applying it counts as a
    /// change even if it looks equal.
    default boolean hasSecrets() {
        return false;
    }

    /// Whether a spec equals the current one.
    ///
    /// @param current spec of the object in [#listSpecs]
    default boolean isCurrent(DesiredObject desired, JsonNode current) {
        return SpecComparator.isSame(withDefaults(desired), current);
    }

    /// Returns the services that an object belongs to; the right is required for these, and for all services
    /// when there are none.
    default Collection<String> owningServices(ManifestObjectName name) {
        return List.of();
    }

    /// Returns the spec with defaults for omitted members.
    default JsonNode withDefaults(DesiredObject desired) {
        return SpecComparator.applyDefaults(defaultSpec(desired.name()), desired.spec());
    }

    /// Returns the document of an object.
    default ObjectNode toDocument(ManifestObjectName name, JsonNode spec) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("apiVersion", descriptor().apiVersion())
                .put("kind", descriptor().kind());
        ObjectNode metadata = document.putObject("metadata").put("name", name.name());
        if (descriptor().environmentScoped()) {
            metadata.put("environment", name.environment());
        }
        document.set("spec", spec);
        return document;
    }

    /// Returns the spec in a document.
    default JsonNode extractSpec(JsonNode document) {
        return document.path("spec");
    }

    /// Returns the pointer to the spec in a document; empty when the spec is the whole document.
    default String specPointer() {
        return "/spec";
    }
}
