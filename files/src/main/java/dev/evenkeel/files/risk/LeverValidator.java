// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.files.json.JsonObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What each lever moves: one thing, or two with a word on how its effect is split between them.
final class LeverValidator {
    private static final Set<String> LEVER = Set.of("moves", "split");

    private LeverValidator() {}

    /// Notes what is wrong with the levers of a case.
    ///
    /// @param fields the case
    static void check(JsonObjectReader fields) {
        JsonObjectReader levers = fields.object("levers");
        if (levers.object() == null) {
            return;
        }
        Set<String> terms = terms(fields);
        levers.object()
                .propertyNames()
                .forEach(name -> check(levers.object(name).only(LEVER), terms));
    }

    private static void check(JsonObjectReader lever, Set<String> terms) {
        List<String> moves = lever.texts("moves", List.of());
        List<String> strange = new ArrayList<>(moves);
        strange.removeAll(terms);
        if (moves.isEmpty() || !strange.isEmpty()) {
            lever.faults()
                    .add(
                            lever.at("moves"),
                            moves.isEmpty() ? "is missing" : "names " + strange + ", which nothing is called",
                            "name one of " + terms);
        } else if (moves.size() > 1 && lever.text("split", "").isBlank()) {
            lever.faults()
                    .add(
                            lever.pointer(),
                            "moves " + moves + ", so that its effect counts twice",
                            "let it move one of them, or say how the effect is split: split: TEXT");
        }
    }

    private static Set<String> terms(JsonObjectReader fields) {
        Set<String> terms = new TreeSet<>();
        add(terms, "work ", fields.object("work"));
        add(terms, "outage ", fields.object("outages"));
        add(terms, "readiness ", fields.object("base").object("readiness"));
        if (fields.find("containment") != null) {
            terms.add("containment");
        }
        return terms;
    }

    private static void add(Set<String> terms, String prefix, JsonObjectReader parent) {
        if (parent.object() != null) {
            parent.object().propertyNames().forEach(name -> terms.add(prefix + name));
        }
    }
}
