// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.adr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A decision record (MADR 4).
///
/// @param id permanent id, the file name without `.md`: `0007-use-quarkus`
/// @param title problem and solution in one line
/// @param frontMatter front matter
/// @param introduction text between the title and the first section; mostly empty
/// @param sections sections in order, including those that MADR does not define
public record DecisionRecord(
        String id, String title, FrontMatter frontMatter, String introduction, List<Section> sections) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?");
    private static final String ACCEPTED = "accepted";

    /// The front matter of a record.
    ///
    /// @param status proposed, rejected, accepted, deprecated or superseded by another; null when missing
    /// @param date date of the last change, as written; null when missing
    /// @param decisionMakers people who decided
    /// @param consulted people who were consulted
    /// @param informed people who were informed
    /// @param others fields that MADR does not define, by name
    public record FrontMatter(
            @Nullable String status,
            @Nullable String date,
            List<String> decisionMakers,
            List<String> consulted,
            List<String> informed,
            Map<String, JsonNode> others) {
        public FrontMatter {
            decisionMakers = List.copyOf(decisionMakers);
            consulted = List.copyOf(consulted);
            informed = List.copyOf(informed);
            others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
        }
    }

    /// A section of the text.
    ///
    /// @param level level of its heading, 1 to 6; its subsections follow it in the list
    /// @param heading heading in one line
    /// @param body text up to the next heading, without blank lines at its ends
    public record Section(int level, String heading, String body) {}

    public DecisionRecord {
        sections = List.copyOf(sections);
    }

    /// Whether a text is a valid id of a record.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// Whether the decision is in effect: accepted and not superseded.
    public boolean isAccepted() {
        return frontMatter.status() != null && frontMatter.status().strip().equalsIgnoreCase(ACCEPTED);
    }

    /// Returns the first section with a heading, ignoring case.
    public Optional<Section> findSection(String heading) {
        return sections.stream()
                .filter(section -> section.heading().equalsIgnoreCase(heading))
                .findFirst();
    }
}
