// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Decision records that hold, by id, with what each is about. A record pays for the token of a technology only
/// if it is about that technology.
public record AcceptedDecisionRecords(Map<String, Subject> byId) {
    /// No record holds.
    public static final AcceptedDecisionRecords NONE = new AcceptedDecisionRecords(Map.of());

    public AcceptedDecisionRecords {
        byId = Map.copyOf(byId);
    }

    /// What a record is about.
    ///
    /// @param words its id and title
    /// @param technologies keys that it lists; empty when it lists none, and its words decide
    public record Subject(String words, Set<String> technologies) {
        public Subject {
            technologies = Set.copyOf(technologies);
        }

        private boolean isAbout(Technology technology) {
            return technologies.isEmpty()
                    ? names(technology.key()) || names(technology.name())
                    : technologies.contains(technology.key());
        }

        /* As a word of its own, letter case apart. */
        private boolean names(String name) {
            return Pattern.compile(
                            "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(words)
                    .find();
        }
    }

    /// Whether a record holds and is about a technology.
    boolean holdsFor(Technology technology, String record) {
        Subject subject = byId.get(record);
        return subject != null && subject.isAbout(technology);
    }
}
