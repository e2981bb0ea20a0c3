// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flag;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Finds what made flags evaluate differently, and what was undone. Thread-safe.
@Component
public class FlagAlterations {
    /* Comparing reads whole definitions. */
    private static final int MOST_COMPARED = 60;

    private final FlagEditTable edits;
    private final FlagTable table;

    FlagAlterations(FlagEditTable edits, FlagTable table) {
        this.edits = edits;
        this.table = table;
    }

    /// All from an instant to another, oldest first, the last five hundred. Which of them were undone is known of
    /// changes whose undoing is among them.
    public List<FlagAlteration> between(Instant from, Instant to) {
        Map<String, List<FlagAlteration>> byFlag = edits.between(from, to).stream()
                .collect(Collectors.groupingBy(
                        one -> one.environment() + "/" + one.flag(), LinkedHashMap::new, Collectors.toList()));
        var definitions = new Definitions();
        return byFlag.values().stream()
                .flatMap(ofFlag -> withUndone(ofFlag, definitions).stream())
                .sorted((one, other) ->
                        one.change().changedAt().compareTo(other.change().changedAt()))
                .toList();
    }

    private static List<FlagAlteration> withUndone(List<FlagAlteration> ofFlag, Definitions definitions) {
        List<FlagAlteration> all = new ArrayList<>(ofFlag);
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size() && all.get(i).undoneAt() == null; j++) {
                FlagAlteration later = all.get(j);
                if (later.effect() == FlagAlteration.Effect.SWITCHED_OFF
                        || later.effect() == FlagAlteration.Effect.DELETED) {
                    all.set(i, all.get(i).undoneAt(later.change().changedAt()));
                } else if (definitions.areSame(all.get(i), later)) {
                    all.set(i, all.get(i).undoneAt(later.change().changedAt()));
                    all.set(j, later.undoing());
                }
            }
        }
        return all;
    }

    /// Definitions that were read already.
    private final class Definitions {
        private final Map<String, DefinitionText> known = new HashMap<>();

        /* Whether the flag evaluates after the later change as before the earlier one. */
        boolean areSame(FlagAlteration earlier, FlagAlteration later) {
            if (known.size() >= MOST_COMPARED
                    || earlier.effect() == FlagAlteration.Effect.SCHEDULED
                    || later.effect() == FlagAlteration.Effect.SCHEDULED) {
                return false;
            }
            DefinitionText before = at(earlier, earlier.change().revision() - 1);
            DefinitionText after = at(later, later.change().revision());
            return before.hasFlag(earlier.flag())
                    && after.hasFlag(earlier.flag())
                    && !after.evaluatesDifferently(earlier.flag(), before);
        }

        private DefinitionText at(FlagAlteration of, long revision) {
            return known.computeIfAbsent(
                    of.environment() + "@" + revision,
                    key -> DefinitionText.stored(
                            table.definitionAt(of.environment(), revision).orElse(Snapshot.EMPTY_DEFINITION)));
        }
    }
}
