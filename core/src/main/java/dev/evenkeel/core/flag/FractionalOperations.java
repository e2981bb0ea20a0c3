// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import dev.evenkeel.core.targeting.BucketingAlgorithm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every `fractional` of a definition, as it is written.
///
/// @param rule their hash rule
/// @param evaluators shared rules by name
/// @param byFlag the operations that the flag's targeting holds, shared rules included; flags without one
///     are left out
record FractionalOperations(
        BucketingAlgorithm rule, Map<String, JsonValue> evaluators, Map<String, List<JsonObject>> byFlag) {
    private static final String FRACTIONAL = "fractional";
    private static final String REFERENCE = "$ref";

    /// @throws InvalidDefinitionException when the definition has problems outside of rules
    static FractionalOperations of(String definitionJson) {
        var document = DefinitionParser.document(definitionJson);
        FlagSnapshot.parseTolerantly(definitionJson, 0);
        var root = (JsonObject) document.root();
        var evaluators = root.member("$evaluators") instanceof JsonObject object
                ? object.members()
                : Map.<String, JsonValue>of();
        var byFlag = new LinkedHashMap<String, List<JsonObject>>();
        new FlagsFieldParser(root).read(new DefinitionProblemCollector()).forEach((key, flag) -> {
            var search = new FractionalFinder(evaluators);
            search.look(((JsonObject) flag).member("targeting"));
            if (!search.found.isEmpty()) {
                byFlag.put(key, search.found);
            }
        });
        return new FractionalOperations(rule(root), evaluators, byFlag);
    }

    private static BucketingAlgorithm rule(JsonObject root) {
        return root.member("metadata") instanceof JsonObject metadata
                        && metadata.member(DefinitionParser.BUCKETING) instanceof JsonString name
                ? BucketingAlgorithm.named(name.value()).orElse(BucketingAlgorithm.V2)
                : BucketingAlgorithm.V2;
    }

    /// Finds the operations of one flag.
    private static final class FractionalFinder {
        private final Map<String, JsonValue> evaluators;
        private final List<JsonObject> found = new ArrayList<>();
        private final Set<String> followed = new HashSet<>();

        FractionalFinder(Map<String, JsonValue> evaluators) {
            this.evaluators = evaluators;
        }

        void look(@Nullable JsonValue value) {
            if (value instanceof JsonArray array) {
                array.elements().forEach(this::look);
            } else if (value instanceof JsonObject object) {
                if (object.member(FRACTIONAL) != null) {
                    found.add(object);
                }
                if (object.member(REFERENCE) instanceof JsonString name && followed.add(name.value())) {
                    look(evaluators.get(name.value()));
                }
                object.members().values().forEach(this::look);
            }
        }
    }
}
