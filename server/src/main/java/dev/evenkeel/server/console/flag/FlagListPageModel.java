// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.Pagination;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The list of flags. Its question: what is on, for whom, since when?
///
/// @param environments names of all of them
/// @param rows of this page, by key
/// @param found how many flags are as asked for
/// @param counts of all flags of the environment
/// @param now when this was true
record FlagListPageModel(
        Search search, List<String> environments, List<FlagDetails> rows, int found, Counts counts, Instant now) {
    /// Most flags of one page.
    static final int MOST = 50;

    /// How many flags there are.
    record Counts(long all, long off, long running) {
        static Counts of(List<FlagDetails> flags) {
            return new Counts(
                    flags.size(),
                    flags.stream().filter(FlagDetails::isOff).count(),
                    flags.stream().filter(flag -> flag.split() != null).count());
        }
    }

    /// What is looked for, as it stands in the address.
    ///
    /// @param text part of a key or a description; empty for all
    /// @param page from 1 on
    record Search(String environment, String text, State state, int page) {
        static Search of(Map<String, String> asked, String usual) {
            String environment = asked.getOrDefault("environment", "").strip();
            String page = asked.getOrDefault("page", "");
            return new Search(
                    environment.isEmpty() ? usual : environment,
                    asked.getOrDefault("q", "").strip(),
                    State.of(asked.getOrDefault("state", "")),
                    page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1);
        }

        boolean isEmpty() {
            return text.isEmpty() && state == State.ANY;
        }

        boolean finds(FlagDetails flag) {
            String wanted = text.toLowerCase(Locale.ROOT);
            return state.finds(flag)
                    && (flag.key().toLowerCase(Locale.ROOT).contains(wanted)
                            || flag.description().toLowerCase(Locale.ROOT).contains(wanted));
        }

        /// Address of another page of the same search.
        String path(int other) {
            Map<String, String> asked = new LinkedHashMap<>();
            asked.put("environment", environment);
            asked.put("q", text);
            asked.put("state", state == State.ANY ? "" : state.text());
            asked.put("page", other == 1 ? "" : Integer.toString(other));
            return PageUrls.of("/flags", asked);
        }

        /// Address of the form of a new flag.
        String newPath() {
            return PageUrls.of("/flags/new", Map.of("environment", environment));
        }

        /// Address of all flags of the environment.
        String all() {
            return new Search(environment, "", State.ANY, 1).path(1);
        }
    }

    /// Which flags are asked for.
    enum State {
        ANY("Any"),
        ON("On"),
        OFF("Off"),
        RUNNING("Under a rollout or experiment");

        private final String words;

        State(String words) {
            this.words = words;
        }

        static State of(String text) {
            for (State state : values()) {
                if (state.text().equals(text)) {
                    return state;
                }
            }
            return ANY;
        }

        /// As it stands in the address.
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// As people read it.
        String words() {
            return words;
        }

        private boolean finds(FlagDetails flag) {
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
                .filter(search::finds)
                .sorted(Comparator.comparing(FlagDetails::key))
                .toList();
        List<FlagDetails> rows =
                found.stream().skip((search.page() - 1L) * MOST).limit(MOST).toList();
        return new FlagListPageModel(search, environments, rows, found.size(), Counts.of(flags), now);
    }

    /// The answer, in a sentence.
    String lead() {
        if (counts.all() == 0) {
            return "No flag in " + search.environment() + " yet.";
        }
        String off = counts.off() == 0 ? "none is off" : DisplayFormatter.count(counts.off()) + " off";
        String running = counts.running() == 0
                ? "nothing runs on any"
                : DisplayFormatter.count(counts.running()) + " under a rollout or experiment";
        return DisplayFormatter.count(counts.all()) + (counts.all() == 1 ? " flag" : " flags") + " in "
                + search.environment() + ": " + off + ", " + running + ".";
    }

    /// What was found, in words; empty when nothing was asked for and all of it is shown.
    String finding() {
        return paging().words(rows.size(), "flag", search.isEmpty());
    }

    /// Address of the page before; empty on the first one.
    String before() {
        return path(paging().before());
    }

    /// Address of the page behind; empty on the last one.
    String behind() {
        return path(paging().behind());
    }

    /// How many pages there are.
    int pages() {
        return paging().pages();
    }

    private Pagination paging() {
        return new Pagination(found, search.page(), MOST);
    }

    private String path(int page) {
        return page == 0 ? "" : search.path(page);
    }
}
