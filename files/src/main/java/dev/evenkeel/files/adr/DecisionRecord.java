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

/// A decision and its grounds (MADR 4).
///
/// @param id its name for ever, that of its file without `.md`: `0007-use-quarkus`
/// @param title problem and solution in a line
/// @param head what stands before the text
/// @param lead text between the title and the first section; mostly empty
/// @param sections in their order, those that MADR does not know among them
public record DecisionRecord(String id, String title, FrontMatter head, String lead, List<Section> sections) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?");
    private static final String ACCEPTED = "accepted";

    /// What stands before the text.
    ///
    /// @param status proposed, rejected, accepted, deprecated, superseded by another; null when nobody said
    /// @param date when it was last changed, as it is written; null when nobody said
    /// @param decisionMakers who decided
    /// @param consulted who was asked
    /// @param informed who was told
    /// @param others fields that MADR does not know, by name
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

    /// A part of the text.
    ///
    /// @param level of its heading, 1 to 6; sections below it follow it
    /// @param heading in a line
    /// @param body up to the next heading, without blank lines at its ends
    public record Section(int level, String heading, String body) {}

    public DecisionRecord {
        sections = List.copyOf(sections);
    }

    /// Whether a text may be the id of a record.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// Whether what it decides holds: it is accepted, and not superseded since.
    public boolean isAccepted() {
        return head.status() != null && head.status().strip().equalsIgnoreCase(ACCEPTED);
    }

    /// The first section with a heading, letter case apart.
    public Optional<Section> section(String heading) {
        return sections.stream()
                .filter(section -> section.heading().equalsIgnoreCase(heading))
                .findFirst();
    }
}
