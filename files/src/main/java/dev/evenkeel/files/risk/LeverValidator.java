// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.files.json.JsonObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A validator of the levers of a case: each moves one term, or several with a statement on how its effect is
/// split.
final class LeverValidator {
    private static final Set<String> LEVER = Set.of("moves", "split");

    private LeverValidator() {}

    /// Adds the errors in the levers of a case.
    ///
    /// @param fields the case
    static void validate(JsonObjectReader fields) {
        JsonObjectReader levers = fields.object("levers");
        if (levers.object() == null) {
            return;
        }
        Set<String> terms = listTerms(fields);
        levers.object()
                .propertyNames()
                .forEach(name -> validate(levers.object(name).rejectUnknownFields(LEVER), terms));
    }

    private static void validate(JsonObjectReader lever, Set<String> terms) {
        List<String> moves = lever.texts("moves", List.of());
        List<String> strange = new ArrayList<>(moves);
        strange.removeAll(terms);
        if (moves.isEmpty() || !strange.isEmpty()) {
            lever.errors()
                    .add(
                            lever.pointerTo("moves"),
                            moves.isEmpty() ? "is missing" : "contains unknown names " + strange,
                            "use names of " + terms);
        } else if (moves.size() > 1 && lever.text("split", "").isBlank()) {
            lever.errors()
                    .add(
                            lever.pointer(),
                            "moves several quantities, " + moves + ", so its effect counts twice",
                            "move one of them, or describe how the effect is split: split: TEXT");
        }
    }

    private static Set<String> listTerms(JsonObjectReader fields) {
        Set<String> terms = new TreeSet<>();
        addTerms(terms, "work ", fields.object("work"));
        addTerms(terms, "outage ", fields.object("outages"));
        addTerms(terms, "readiness ", fields.object("base").object("readiness"));
        if (fields.find("containment") != null) {
            terms.add("containment");
        }
        return terms;
    }

    private static void addTerms(Set<String> terms, String prefix, JsonObjectReader parent) {
        if (parent.object() != null) {
            parent.object().propertyNames().forEach(name -> terms.add(prefix + name));
        }
    }
}
