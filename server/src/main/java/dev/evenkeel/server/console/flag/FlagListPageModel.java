// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.Pagination;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Model of the flag list page. Answers: what is enabled, for whom, since when?
///
/// @param environments names of all environments
/// @param rows flags on this page, by key
/// @param matchCount number of flags that match the search
/// @param counts counts over all flags of the environment
/// @param now time of the data
record FlagListPageModel(
        Search search, List<String> environments, List<FlagDetails> rows, int matchCount, Counts counts, Instant now) {
    /// Maximum number of flags per page.
    static final int PAGE_SIZE = 50;

    /// Numbers of flags.
    record Counts(long all, long off, long running) {
        static Counts of(List<FlagDetails> flags) {
            return new Counts(
                    flags.size(),
                    flags.stream().filter(FlagDetails::isOff).count(),
                    flags.stream().filter(flag -> flag.split() != null).count());
        }
    }

    /// Search criteria, as in the query string.
    ///
    /// @param text part of a key or a description; empty for all
    /// @param page page number, from 1
    record Search(String environment, String text, FlagStateFilter state, int page) {
        static Search of(Map<String, String> asked, String usual) {
            String environment = asked.getOrDefault("environment", "").strip();
            String page = asked.getOrDefault("page", "");
            return new Search(
                    environment.isEmpty() ? usual : environment,
                    asked.getOrDefault("q", "").strip(),
                    FlagStateFilter.of(asked.getOrDefault("state", "")),
                    page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1);
        }

        boolean isEmpty() {
            return text.isEmpty() && state == FlagStateFilter.ANY;
        }

        boolean matches(FlagDetails flag) {
            String wanted = text.toLowerCase(Locale.ROOT);
            return state.matches(flag)
                    && (flag.key().toLowerCase(Locale.ROOT).contains(wanted)
                            || flag.description().toLowerCase(Locale.ROOT).contains(wanted));
        }

        /// Returns the path of another page of the same search.
        String pagePath(int other) {
            Map<String, String> asked = new LinkedHashMap<>();
            asked.put("environment", environment);
            asked.put("q", text);
            asked.put("state", state == FlagStateFilter.ANY ? "" : state.queryValue());
            asked.put("page", other == 1 ? "" : Integer.toString(other));
            return PageUrls.withQuery("/flags", asked);
        }

        /// Returns the path of the form for a new flag.
        String newFlagPath() {
            return PageUrls.withQuery("/flags/new", Map.of("environment", environment));
        }

        /// Returns the path of all flags of the environment.
        String allPath() {
            return new Search(environment, "", FlagStateFilter.ANY, 1).pagePath(1);
        }
    }

    /// Filter by state.
    enum FlagStateFilter {
        ANY("Any"),
        ON("On"),
        OFF("Off"),
        RUNNING("Under a rollout or experiment");

        private final String words;

        FlagStateFilter(String words) {
            this.words = words;
        }

        static FlagStateFilter of(String text) {
            for (FlagStateFilter state : values()) {
                if (state.queryValue().equals(text)) {
                    return state;
                }
            }
            return ANY;
        }

        /// Returns the value of the query parameter.
        String queryValue() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Returns the display text.
        String label() {
            return words;
        }

        private boolean matches(FlagDetails flag) {
            return switch (this) {
                case ANY -> true;
                case ON -> !flag.isOff();
                case OFF -> flag.isOff();
                case RUNNING -> flag.split() != null;
            };
        }
    }

    static FlagListPageModel of(Search search, List<String> environments, List<FlagDetails> flags, Instant now) {
        List<FlagDetails> found = flags.stream()
                .filter(search::matches)
                .sorted(Comparator.comparing(FlagDetails::key))
                .toList();
        List<FlagDetails> rows = found.stream()
                .skip((search.page() - 1L) * PAGE_SIZE)
                .limit(PAGE_SIZE)
                .toList();
        return new FlagListPageModel(search, environments, rows, found.size(), Counts.of(flags), now);
    }

    /// Returns the answer in a sentence.
    String summary() {
        if (counts.all() == 0) {
            return "No flag in " + search.environment() + " yet.";
        }
        String off = counts.off() == 0 ? "none is off" : QuantityFormatter.formatCount(counts.off()) + " off";
        String running = counts.running() == 0
                ? "nothing runs on any"
                : QuantityFormatter.formatCount(counts.running()) + " under a rollout or experiment";
        return QuantityFormatter.formatCount(counts.all()) + (counts.all() == 1 ? " flag" : " flags") + " in "
                + search.environment() + ": " + off + ", " + running + ".";
    }

    /// Returns the number of matches as text; empty if the search has no criteria and one page shows all.
    String resultSummary() {
        return pagination().summary(rows.size(), "flag", search.isEmpty());
    }

    /// Returns the position of the page in the search result.
    Pagination pagination() {
        return new Pagination(matchCount, search.page(), PAGE_SIZE, search::pagePath);
    }
}
