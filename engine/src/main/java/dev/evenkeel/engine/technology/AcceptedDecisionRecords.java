// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Accepted decision records by id, with their subjects. A record justifies the innovation token of a
/// technology only if the technology is its subject.
public record AcceptedDecisionRecords(Map<String, Subject> byId) {
    /// No accepted records.
    public static final AcceptedDecisionRecords NONE = new AcceptedDecisionRecords(Map.of());

    public AcceptedDecisionRecords {
        byId = Map.copyOf(byId);
    }

    /// The subject of a record.
    ///
    /// @param text its id and title
    /// @param technologies keys that it lists; if empty, the text is searched for the technology
    public record Subject(String text, Set<String> technologies) {
        public Subject {
            technologies = Set.copyOf(technologies);
        }

        private boolean isAbout(Technology technology) {
            return technologies.isEmpty()
                    ? mentions(technology.key()) || mentions(technology.name())
                    : technologies.contains(technology.key());
        }

        /* As a separate word, ignoring case. */
        private boolean mentions(String name) {
            return Pattern.compile(
                            "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(text)
                    .find();
        }
    }

    /// Whether a record is accepted and has a technology as its subject.
    boolean supports(Technology technology, String record) {
        Subject subject = byId.get(record);
        return subject != null && subject.isAbout(technology);
    }
}
