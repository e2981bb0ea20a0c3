// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.flags.definition.FlagSetAtRevision;
import dev.evenkeel.server.flags.flag.FlagVersionQueries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for the history of one flag, derived from the definitions of its environment. Thread-safe.
@Component
public class FlagHistoryQueries {
    /// Maximum number of changes to return.
    public static final int MAX_CHANGES = 20;
    /// Maximum number of definitions to search, newest first.
    public static final int MAX_DEFINITIONS = 100;

    private static final int AT_ONCE = 20;
    private static final int KEPT = 32;
    private static final int KEPT_CHARACTERS = 200_000;

    private final FlagVersionQueries versions;
    /* An LRU cache: pages poll every few seconds, and definitions may be large. */
    private final Map<FlagKey, CachedHistory> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    FlagHistoryQueries(FlagVersionQueries versions) {
        this.versions = versions;
    }

    private record FlagKey(String environment, String key) {}

    private record CachedHistory(long newest, List<FlagDefinitionChange> revisions) {
        boolean isSmall() {
            return revisions.stream()
                            .mapToInt(one -> length(one.before()) + length(one.after()))
                            .sum()
                    <= KEPT_CHARACTERS;
        }

        private static int length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }

    /// Returns the revision of the newest definition of an environment; 0 if there is none.
    public long getNewestRevision(String environment) {
        return versions.findNewestRevision(environment).orElse(0L);
    }

    /// Returns the newest changes of a flag's text, newest first: at most [#MAX_CHANGES], from at most
    /// [#MAX_DEFINITIONS] definitions. Differences in white space and in the order of members are not changes.
    public List<FlagDefinitionChange> listNewest(String environment, String key) {
        long newest = getNewestRevision(environment);
        var place = new FlagKey(environment, key);
        CachedHistory known;
        synchronized (kept) {
            known = kept.get(place);
        }
        if (known != null && known.newest() == newest) {
            return known.revisions();
        }
        var read = new CachedHistory(newest, new FlagDefinitionChangeScanner(environment, key).search(newest));
        if (read.isSmall()) {
            cache(place, read);
        }
        return read.revisions();
    }

    private void cache(FlagKey place, CachedHistory read) {
        synchronized (kept) {
            kept.put(place, read);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }

    /// A search backwards through the definitions.
    private final class FlagDefinitionChangeScanner {
        private final String environment;
        private final List<String> path;
        private final List<FlagDefinitionChange> found = new ArrayList<>();
        private @Nullable FlagSetRevision later;
        private @Nullable String laterText;

        FlagDefinitionChangeScanner(String environment, String key) {
            this.environment = environment;
            this.path = List.of("flags", key);
        }

        List<FlagDefinitionChange> search(long newest) {
            long before = newest + 1;
            int looked = 0;
            while (looked < MAX_DEFINITIONS && found.size() < MAX_CHANGES) {
                List<FlagSetAtRevision> some = versions.listDefinitions(environment, before, AT_ONCE);
                some.forEach(one -> addIfChanged(one.change(), new JsonTextEditor(one.text()).find(path)));
                if (some.size() < AT_ONCE) {
                    addIfChanged(null, null);
                    break;
                }
                looked += some.size();
                before = some.getLast().change().revision();
            }
            return found.stream().limit(MAX_CHANGES).toList();
        }

        private void addIfChanged(@Nullable FlagSetRevision earlier, @Nullable String earlierText) {
            if (later != null && !isEquivalent(earlierText, laterText)) {
                found.add(new FlagDefinitionChange(later, earlierText, laterText));
            }
            later = earlier;
            laterText = earlierText;
        }
    }

    private static boolean isEquivalent(@Nullable String one, @Nullable String other) {
        if (Objects.equals(one, other)) {
            return true;
        }
        return one != null
                && other != null
                && FlagJsonMappers.EXACT.readTree(one).equals(FlagJsonMappers.EXACT.readTree(other));
    }
}
