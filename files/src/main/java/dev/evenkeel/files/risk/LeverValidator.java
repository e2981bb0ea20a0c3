// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.files.json.ValidationErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A validator of the levers of a case: each moves one term, or several with a statement on how its effect is
/// split.
final class LeverValidator {
    private LeverValidator() {}

    /// Adds the errors in the levers of a case.
    static void validate(RiskCaseDocument document, ValidationErrors errors) {
        Set<String> terms = listTerms(document);
        document.levers().forEach((name, lever) -> validate(lever, "/levers/" + name, terms, errors));
    }

    private static void validate(
            RiskCaseDocument.Lever lever, String pointer, Set<String> terms, ValidationErrors errors) {
        List<String> moves = lever.moves();
        List<String> strange = new ArrayList<>(moves);
        strange.removeAll(terms);
        if (moves.isEmpty() || !strange.isEmpty()) {
            errors.add(
                    pointer + "/moves",
                    moves.isEmpty() ? "must not be empty" : "contains unknown names " + strange,
                    "use names of " + terms);
        } else if (moves.size() > 1 && (lever.split() == null || lever.split().isBlank())) {
            errors.add(
                    pointer,
                    "moves several quantities, " + moves + ", so its effect counts twice",
                    "move one of them, or describe how the effect is split: split: TEXT");
        }
    }

    private static Set<String> listTerms(RiskCaseDocument document) {
        Set<String> terms = new TreeSet<>();
        addTerms(terms, "work ", document.work().keySet());
        addTerms(terms, "outage ", document.outages().keySet());
        if (document.base() != null) {
            addTerms(terms, "readiness ", document.base().readiness().keySet());
        }
        if (document.containment() != null) {
            terms.add("containment");
        }
        return terms;
    }

    private static void addTerms(Set<String> terms, String prefix, Set<String> names) {
        names.forEach(name -> terms.add(prefix + name));
    }
}
