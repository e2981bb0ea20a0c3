// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.DefinitionAtRevision;
import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.flags.flag.FlagVersionQueries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What one flag was, found in the definitions of its environment. Thread-safe.
@Component
public class FlagHistoryQueries {
    /// Most changes that are given.
    public static final int MOST = 20;
    /// Most definitions that are looked at, from the newest on.
    public static final int FARTHEST = 100;

    private static final int AT_ONCE = 20;
    private static final int KEPT = 32;
    private static final int KEPT_CHARACTERS = 200_000;

    private final FlagVersionQueries book;
    /* A page asks every few seconds, and definitions may be large. The one that was asked for longest ago goes first. */
    private final Map<FlagKey, CachedHistory> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    FlagHistoryQueries(FlagVersionQueries book) {
        this.book = book;
    }

    private record FlagKey(String environment, String key) {}

    private record CachedHistory(long newest, List<FlagTextChange> revisions) {
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

    /// Revision of the newest definition of an environment; 0 before the first one.
    public long newestRevision(String environment) {
        return book.newestWritten(environment).orElse(0L);
    }

    /// The newest changes of a flag's text, newest first, at most [#MOST], as far as [#FARTHEST] definitions
    /// tell. Other blanks and another order of members are no change.
    public List<FlagTextChange> newest(String environment, String key) {
        long newest = newestRevision(environment);
        var place = new FlagKey(environment, key);
        CachedHistory known;
        synchronized (kept) {
            known = kept.get(place);
        }
        if (known != null && known.newest() == newest) {
            return known.revisions();
        }
        var read = new CachedHistory(newest, new HistorySearch(environment, key).changes(newest));
        if (read.isSmall()) {
            keep(place, read);
        }
        return read.revisions();
    }

    private void keep(FlagKey place, CachedHistory read) {
        synchronized (kept) {
            kept.put(place, read);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }

    /// One walk back through the definitions.
    private final class HistorySearch {
        private final String environment;
        private final List<String> path;
        private final List<FlagTextChange> found = new ArrayList<>();
        private @Nullable DefinitionRevision later;
        private @Nullable String laterText;

        HistorySearch(String environment, String key) {
            this.environment = environment;
            this.path = List.of("flags", key);
        }

        List<FlagTextChange> changes(long newest) {
            long before = newest + 1;
            int looked = 0;
            while (looked < FARTHEST && found.size() < MOST) {
                List<DefinitionAtRevision> some = book.written(environment, before, AT_ONCE);
                some.forEach(one -> step(one.change(), new JsonTextEditor(one.text()).find(path)));
                if (some.size() < AT_ONCE) {
                    step(null, null);
                    break;
                }
                looked += some.size();
                before = some.getLast().change().revision();
            }
            return found.stream().limit(MOST).toList();
        }

        private void step(@Nullable DefinitionRevision earlier, @Nullable String earlierText) {
            if (later != null && !saysTheSame(earlierText, laterText)) {
                found.add(new FlagTextChange(later, earlierText, laterText));
            }
            later = earlier;
            laterText = earlierText;
        }
    }

    private static boolean saysTheSame(@Nullable String one, @Nullable String other) {
        if (Objects.equals(one, other)) {
            return true;
        }
        return one != null
                && other != null
                && EditRequestParser.JSON.readTree(one).equals(EditRequestParser.JSON.readTree(other));
    }
}
