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

/// The `fractional` operations of a definition, as written.
///
/// @param rule their bucketing algorithm
/// @param evaluators shared rules by name
/// @param byFlag operations in the flag's targeting, including shared rules; flags without one are omitted
record FractionalOperations(
        BucketingAlgorithm rule, Map<String, JsonValue> evaluators, Map<String, List<JsonObject>> byFlag) {
    private static final String FRACTIONAL = "fractional";
    private static final String REFERENCE = "$ref";

    /// @throws InvalidDefinitionException when the definition has problems outside of rules
    static FractionalOperations of(String definitionJson) {
        var document = DefinitionParser.parseDocument(definitionJson);
        FlagSnapshot.parseTolerantly(definitionJson, 0);
        var root = (JsonObject) document.root();
        var evaluators = root.member("$evaluators") instanceof JsonObject object
                ? object.members()
                : Map.<String, JsonValue>of();
        var byFlag = new LinkedHashMap<String, List<JsonObject>>();
        new FlagsFieldParser(root).parse(new DefinitionProblemCollector()).forEach((key, flag) -> {
            var search = new FractionalFinder(evaluators);
            search.visit(((JsonObject) flag).member("targeting"));
            if (!search.found.isEmpty()) {
                byFlag.put(key, search.found);
            }
        });
        return new FractionalOperations(rule(root), evaluators, byFlag);
    }

    private static BucketingAlgorithm rule(JsonObject root) {
        return root.member("metadata") instanceof JsonObject metadata
                        && metadata.member(DefinitionParser.BUCKETING_KEY) instanceof JsonString name
                ? BucketingAlgorithm.findByName(name.value()).orElse(BucketingAlgorithm.V2)
                : BucketingAlgorithm.V2;
    }

    /// The search for the operations of one flag.
    private static final class FractionalFinder {
        private final Map<String, JsonValue> evaluators;
        private final List<JsonObject> found = new ArrayList<>();
        private final Set<String> followed = new HashSet<>();

        FractionalFinder(Map<String, JsonValue> evaluators) {
            this.evaluators = evaluators;
        }

        void visit(@Nullable JsonValue value) {
            if (value instanceof JsonArray array) {
                array.elements().forEach(this::visit);
            } else if (value instanceof JsonObject object) {
                if (object.member(FRACTIONAL) != null) {
                    found.add(object);
                }
                if (object.member(REFERENCE) instanceof JsonString name && followed.add(name.value())) {
                    visit(evaluators.get(name.value()));
                }
                object.members().values().forEach(this::visit);
            }
        }
    }
}
