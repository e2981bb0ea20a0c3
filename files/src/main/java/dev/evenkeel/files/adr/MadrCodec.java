// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.adr;

import dev.evenkeel.files.adr.DecisionRecord.FrontMatter;
import dev.evenkeel.files.adr.DecisionRecord.Section;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A codec of decision records in MADR 4: YAML front matter between two lines `---`, a title, sections.
///
/// Writing and parsing a record returns the same record, and writing it again the same text. Comments and value
/// styles of the YAML are lost; the text of the sections is unchanged.
public final class MadrCodec {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String FENCE = "---";
    private static final String STATUS = "status";
    private static final String DATE = "date";
    private static final String DECISION_MAKERS = "decision-makers";
    private static final String CONSULTED = "consulted";
    private static final String INFORMED = "informed";
    private static final FrontMatter NO_HEAD = new FrontMatter(null, null, List.of(), List.of(), List.of(), Map.of());
    private static final Set<String> KNOWN = Set.of(STATUS, DATE, DECISION_MAKERS, CONSULTED, INFORMED);

    private MadrCodec() {}

    /// Parses a record. Validation errors go to `errors`; with any, the result must not be used.
    ///
    /// @param pointer JSON pointer of the text
    public static DecisionRecord decode(String id, String text, String pointer, ValidationErrors errors) {
        if (!DecisionRecord.isId(id)) {
            errors.add(
                    pointer,
                    "invalid decision record ID \"" + id + "\"",
                    "use 1 to 100 letters, digits, dots, dashes and underscores, a letter or digit first and last");
        }
        List<String> lines = text.replace("\r\n", "\n").lines().toList();
        int head = headEnd(lines);
        Outline outline = Outline.parse(lines.subList(head, lines.size()));
        String title = outline.title();
        if (title == null) {
            errors.add(pointer, "has no title", "start the text with a line such as \"# Use Quarkus for payments\"");
        }
        return new DecisionRecord(
                id,
                title == null ? "" : title,
                head == 0 ? NO_HEAD : parseFrontMatter(String.join("\n", lines.subList(1, head - 1)), pointer, errors),
                outline.lead(),
                outline.sections());
    }

    /* The number of lines of the front matter; 0 without one. */
    private static int headEnd(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals(FENCE)) {
            return 0;
        }
        for (int at = 1; at < lines.size(); at++) {
            if (lines.get(at).stripTrailing().equals(FENCE)) {
                return at + 1;
            }
        }
        return 0;
    }

    private static FrontMatter parseFrontMatter(String yaml, String pointer, ValidationErrors errors) {
        JsonNode read = parseMapping(yaml, pointer, errors);
        Map<String, JsonNode> others = new LinkedHashMap<>();
        read.propertyStream()
                .filter(field -> !KNOWN.contains(field.getKey()))
                .forEach(field -> others.put(field.getKey(), field.getValue()));
        return new FrontMatter(
                text(read.path(STATUS)),
                text(read.path(DATE)),
                parsePeople(read.path(DECISION_MAKERS)),
                parsePeople(read.path(CONSULTED)),
                parsePeople(read.path(INFORMED)),
                others);
    }

    private static JsonNode parseMapping(String yaml, String pointer, ValidationErrors errors) {
        try {
            JsonNode read = JSON.readTree(YamlCodec.toJson(yaml));
            if (read.isObject()) {
                return read;
            }
            if (!read.isNull()) {
                errors.add(
                        pointer, "has front matter that is not a mapping", "write lines such as \"status: accepted\"");
            }
        } catch (IllegalArgumentException e) {
            errors.add(
                    pointer, "has invalid front matter: " + e.getMessage(), "correct the YAML between the lines ---");
        }
        return JSON.createObjectNode();
    }

    private static @Nullable String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : toText(value);
    }

    private static String toText(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    /* A list, or comma-separated names. */
    private static List<String> parsePeople(JsonNode value) {
        Stream<String> names = value.isArray()
                ? value.valueStream().map(MadrCodec::toText)
                : value.isString() ? Stream.of(value.stringValue().split(",", -1)) : Stream.of();
        return names.map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    /// Writes a record, with a trailing line break.
    public static String encode(DecisionRecord written) {
        StringBuilder text = new StringBuilder(formatFrontMatter(written.frontMatter()));
        text.append("# ").append(written.title()).append('\n');
        appendParagraph(text, written.introduction());
        written.sections().forEach(section -> {
            text.append('\n')
                    .repeat('#', section.level())
                    .append(' ')
                    .append(section.heading())
                    .append('\n');
            appendParagraph(text, section.body());
        });
        return text.toString();
    }

    private static void appendParagraph(StringBuilder text, String body) {
        if (!body.isEmpty()) {
            text.append('\n').append(body).append('\n');
        }
    }

    private static String formatFrontMatter(FrontMatter head) {
        ObjectNode fields = JSON.createObjectNode();
        put(fields, STATUS, head.status());
        put(fields, DATE, head.date());
        put(fields, DECISION_MAKERS, head.decisionMakers());
        put(fields, CONSULTED, head.consulted());
        put(fields, INFORMED, head.informed());
        head.others().forEach(fields::set);
        return fields.isEmpty() ? "" : FENCE + "\n" + YamlCodec.toYaml(List.of(fields)) + FENCE + "\n\n";
    }

    private static void put(ObjectNode fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static void put(ObjectNode fields, String name, List<String> people) {
        if (!people.isEmpty()) {
            ArrayNode list = fields.putArray(name);
            people.forEach(list::add);
        }
    }

    /// The title, lead and sections of a text.
    private record Outline(@Nullable String title, String lead, List<Section> sections) {

        static Outline parse(List<String> lines) {
            var reader = new Reader();
            lines.forEach(reader::readLine);
            return reader.toOutline();
        }
    }

    private static final class Reader {
        private final List<Section> sections = new ArrayList<>();
        private final List<String> body = new ArrayList<>();
        private @Nullable String title;
        private String lead = "";
        private int level;
        private String heading = "";
        private @Nullable String fence;

        void readLine(String line) {
            int hashes = fence == null ? headingLevel(line) : 0;
            if (hashes == 0) {
                toggleFence(line);
                body.add(line);
            } else if (hashes == 1 && title == null) {
                title = headingText(line, hashes);
            } else {
                endSection();
                level = hashes;
                heading = headingText(line, hashes);
            }
        }

        private void toggleFence(String line) {
            String stripped = line.strip();
            if (fence == null) {
                fence = stripped.startsWith("```") ? "```" : stripped.startsWith("~~~") ? "~~~" : null;
            } else if (stripped.startsWith(fence)) {
                fence = null;
            }
        }

        /* Text before the title belongs to the lead. */
        private void endSection() {
            if (level > 0) {
                sections.add(new Section(level, heading, body()));
            } else {
                lead = body();
            }
            body.clear();
        }

        private String body() {
            int from = 0;
            int to = body.size();
            while (from < to && body.get(from).isBlank()) {
                from++;
            }
            while (to > from && body.get(to - 1).isBlank()) {
                to--;
            }
            return String.join("\n", body.subList(from, to));
        }

        Outline toOutline() {
            endSection();
            return new Outline(title, lead, sections);
        }

        private static int headingLevel(String line) {
            int hashes = 0;
            while (hashes < line.length() && line.charAt(hashes) == '#') {
                hashes++;
            }
            boolean heading = hashes >= 1 && hashes <= 6 && line.length() > hashes && line.charAt(hashes) == ' ';
            return heading ? hashes : 0;
        }

        private static String headingText(String line, int hashes) {
            return line.substring(hashes).strip();
        }
    }
}
