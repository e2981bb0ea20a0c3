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

/// A kind of object that files describe. Whoever keeps such objects makes a bean of it. All methods run in the
/// caller's transaction.
public interface ManifestKind {
    /// How files write them.
    KindDescriptor form();

    /// All that are in force, each with a spec that says everything and no secret.
    SortedMap<ManifestObjectName, JsonNode> all();

    /// What a spec that says nothing would mean; members that a file leaves out are taken from it.
    default ObjectNode usual(ManifestObjectName name) {
        return JsonNodeFactory.instance.objectNode();
    }

    /// Looks up what is not for within a transaction. Called before it, and outside.
    ///
    /// @param faults gets everything that is wrong
    default void examine(List<DesiredObject> wanted, ValidationErrors faults) {}

    /// Makes sure that there is a place for objects, before any kind is put into force.
    default void prepare(Collection<ManifestObjectName> names) {}

    /// Puts objects into force, those only that may differ from what is.
    ///
    /// @param faults gets everything that is wrong
    void put(List<DesiredObject> wanted, ManifestChangeContext order, ValidationErrors faults);

    /// Takes one away; where one is always there, it is as nobody had said anything.
    ///
    /// @throws ProblemException when it has to stay
    void delete(ManifestObjectName name, ManifestChangeContext order);

    /// Whether a spec holds more than [#all] shows, such as a secret. What is put into force is a change then,
    /// though it looks the same.
    default boolean hasSecrets() {
        return false;
    }

    /// Whether a spec says what is in force, and nothing else.
    ///
    /// @param current spec of the object as [#all] has it
    default boolean isInForce(DesiredObject wanted, JsonNode current) {
        return SpecDiff.same(whole(wanted), current);
    }

    /// To which services an object belongs; the right is needed for these, and everywhere when there are none.
    default Collection<String> services(ManifestObjectName name) {
        return List.of();
    }

    /// The spec with the members that were left out.
    default JsonNode whole(DesiredObject wanted) {
        return SpecDiff.over(usual(wanted.name()), wanted.spec());
    }

    /// The document of an object.
    default ObjectNode document(ManifestObjectName name, JsonNode spec) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("apiVersion", form().apiVersion()).put("kind", form().kind());
        ObjectNode metadata = document.putObject("metadata").put("name", name.name());
        if (form().inEnvironment()) {
            metadata.put("environment", name.environment());
        }
        document.set("spec", spec);
        return document;
    }

    /// What of a document is the spec.
    default JsonNode spec(JsonNode document) {
        return document.path("spec");
    }

    /// Where in a document the spec stands; empty when it is all of it.
    default String specPointer() {
        return "/spec";
    }
}
