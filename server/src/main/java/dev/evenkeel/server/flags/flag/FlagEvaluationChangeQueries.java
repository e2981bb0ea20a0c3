// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.server.flags.definition.FlagEvaluationChange;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Queries for changes that made flags evaluate differently, including whether each was undone. Thread-safe.
@Component
public class FlagEvaluationChangeQueries {
    /*
     * A comparison parses whole definitions, and pages poll every few seconds. Results never change, so they
     * are cached.
     */
    private static final int MOST_READ = 60;
    private static final int MOST_COMPARED = 2_000;

    private final FlagRepository repository;
    private final Map<RevisionPair, Boolean> compared = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RevisionPair, Boolean> eldest) {
            return size() > MOST_COMPARED;
        }
    };

    FlagEvaluationChangeQueries(FlagRepository repository) {
        this.repository = repository;
    }

    /// Returns the changes between two instants, oldest first, at most the latest 500. A change is marked as
    /// undone only if the change that undid it is among them.
    public List<FlagEvaluationChange> listBetween(Instant from, Instant to) {
        Map<String, List<FlagEvaluationChange>> byFlag = repository.listEvaluationChanges(from, to).stream()
                .collect(Collectors.groupingBy(
                        one -> one.environment() + "/" + one.flag(), LinkedHashMap::new, Collectors.toList()));
        var definitions = new FlagSetHistoryCache();
        return byFlag.values().stream()
                .flatMap(ofFlag -> withUndone(ofFlag, definitions).stream())
                .sorted((one, other) ->
                        one.change().changedAt().compareTo(other.change().changedAt()))
                .toList();
    }

    private List<FlagEvaluationChange> withUndone(List<FlagEvaluationChange> ofFlag, FlagSetHistoryCache definitions) {
        List<FlagEvaluationChange> all = new ArrayList<>(ofFlag);
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size() && all.get(i).undoneAt() == null; j++) {
                FlagEvaluationChange later = all.get(j);
                if (later.effect() == FlagEvaluationChange.FlagChangeType.DISABLED
                        || later.effect() == FlagEvaluationChange.FlagChangeType.DELETED) {
                    all.set(i, all.get(i).withUndoneAt(later.change().changedAt()));
                } else if (isUndone(all.get(i), later, definitions)) {
                    boolean returns = isForward(all.get(i));
                    all.set(i, all.get(i).withUndoneAt(later.change().changedAt()));
                    all.set(j, returns ? later.asUndo() : later);
                }
            }
        }
        return all;
    }

    /* Undoing a disable or a revert restores what it ended, so it does not count as an undo itself. */
    private static boolean isForward(FlagEvaluationChange alteration) {
        return !alteration.undoes() && alteration.effect() != FlagEvaluationChange.FlagChangeType.DISABLED;
    }

    private boolean isUndone(
            FlagEvaluationChange earlier, FlagEvaluationChange later, FlagSetHistoryCache definitions) {
        if (earlier.effect() == FlagEvaluationChange.FlagChangeType.SCHEDULED
                || later.effect() == FlagEvaluationChange.FlagChangeType.SCHEDULED) {
            return false;
        }
        var pair = new RevisionPair(
                earlier.environment(),
                earlier.flag(),
                earlier.change().revision(),
                later.change().revision());
        synchronized (compared) {
            Boolean known = compared.get(pair);
            if (known != null) {
                return known;
            }
        }
        Optional<Boolean> same = definitions.findEquivalence(pair);
        synchronized (compared) {
            same.ifPresent(found -> compared.put(pair, found));
        }
        return same.orElse(false);
    }

    /// Two changes of one flag.
    private record RevisionPair(String environment, String flag, long earlier, long later) {}

    /// Cache of parsed definitions, with a limit on reads.
    private final class FlagSetHistoryCache {
        private final Map<String, ParsedFlagSet> known = new HashMap<>();

        /// Whether the flag evaluates after the later change as before the earlier one; empty when the answer
        /// would exceed the read limit.
        Optional<Boolean> findEquivalence(RevisionPair pair) {
            if (known.size() >= MOST_READ) {
                return Optional.empty();
            }
            ParsedFlagSet before = definitionAt(pair.environment(), pair.earlier() - 1);
            ParsedFlagSet after = definitionAt(pair.environment(), pair.later());
            return Optional.of(before.hasFlag(pair.flag())
                    && after.hasFlag(pair.flag())
                    && !after.evaluatesDifferently(pair.flag(), before));
        }

        private ParsedFlagSet definitionAt(String environment, long revision) {
            return known.computeIfAbsent(
                    environment + "@" + revision,
                    key -> ParsedFlagSet.ofStored(repository
                            .findDefinitionAt(environment, revision)
                            .orElse(EnvironmentSnapshot.EMPTY_DEFINITION)));
        }
    }
}
