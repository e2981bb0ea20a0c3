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

/// Decision records as MADR 4 writes them: a head in YAML between two lines `---`, a title, sections.
///
/// What is written and read again is the same record, and written again the same text. Comments of the YAML and
/// the way it writes its values are lost; the text of the sections stays as it is.
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

    /// Reads a record. Everything that is wrong goes to `faults`; what is given then is not to be used.
    ///
    /// @param pointer where the text is
    public static DecisionRecord read(String id, String text, String pointer, ValidationErrors faults) {
        if (!DecisionRecord.isId(id)) {
            faults.add(
                    pointer,
                    "\"" + id + "\" cannot be the id of a decision record",
                    "use 1 to 100 letters, digits, dots, dashes and underscores, a letter or digit first and last");
        }
        List<String> lines = text.replace("\r\n", "\n").lines().toList();
        int head = headEnd(lines);
        Outline outline = Outline.of(lines.subList(head, lines.size()));
        String title = outline.title();
        if (title == null) {
            faults.add(pointer, "has no title", "begin the text with a line such as \"# Use Quarkus for payments\"");
        }
        return new DecisionRecord(
                id,
                title == null ? "" : title,
                head == 0 ? NO_HEAD : head(String.join("\n", lines.subList(1, head - 1)), pointer, faults),
                outline.lead(),
                outline.sections());
    }

    /* The number of lines that the head takes; 0 without one. */
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

    private static FrontMatter head(String yaml, String pointer, ValidationErrors faults) {
        JsonNode read = mapping(yaml, pointer, faults);
        Map<String, JsonNode> others = new LinkedHashMap<>();
        read.propertyStream()
                .filter(field -> !KNOWN.contains(field.getKey()))
                .forEach(field -> others.put(field.getKey(), field.getValue()));
        return new FrontMatter(
                text(read.path(STATUS)),
                text(read.path(DATE)),
                people(read.path(DECISION_MAKERS)),
                people(read.path(CONSULTED)),
                people(read.path(INFORMED)),
                others);
    }

    private static JsonNode mapping(String yaml, String pointer, ValidationErrors faults) {
        try {
            JsonNode read = JSON.readTree(YamlCodec.toJson(yaml));
            if (read.isObject()) {
                return read;
            }
            if (!read.isNull()) {
                faults.add(pointer, "has a head that is no mapping", "write lines such as \"status: accepted\"");
            }
        } catch (IllegalArgumentException e) {
            faults.add(pointer, "has a head that is " + e.getMessage(), "correct the YAML between the lines ---");
        }
        return JSON.createObjectNode();
    }

    private static @Nullable String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : words(value);
    }

    private static String words(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    /* A list, or names with commas between them. */
    private static List<String> people(JsonNode value) {
        Stream<String> names = value.isArray()
                ? value.valueStream().map(MadrCodec::words)
                : value.isString() ? Stream.of(value.stringValue().split(",", -1)) : Stream.of();
        return names.map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    /// Writes a record. It ends with a line end.
    public static String write(DecisionRecord written) {
        StringBuilder text = new StringBuilder(head(written.head()));
        text.append("# ").append(written.title()).append('\n');
        paragraph(text, written.lead());
        written.sections().forEach(section -> {
            text.append('\n')
                    .repeat('#', section.level())
                    .append(' ')
                    .append(section.heading())
                    .append('\n');
            paragraph(text, section.body());
        });
        return text.toString();
    }

    private static void paragraph(StringBuilder text, String body) {
        if (!body.isEmpty()) {
            text.append('\n').append(body).append('\n');
        }
    }

    private static String head(FrontMatter head) {
        ObjectNode fields = JSON.createObjectNode();
        put(fields, STATUS, head.status());
        put(fields, DATE, head.date());
        put(fields, DECISION_MAKERS, head.decisionMakers());
        put(fields, CONSULTED, head.consulted());
        put(fields, INFORMED, head.informed());
        head.others().forEach(fields::set);
        return fields.isEmpty() ? "" : FENCE + "\n" + YamlCodec.write(List.of(fields)) + FENCE + "\n\n";
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

    /// Title, lead and sections of a text.
    private record Outline(@Nullable String title, String lead, List<Section> sections) {

        static Outline of(List<String> lines) {
            var reader = new Reader();
            lines.forEach(reader::line);
            return reader.outline();
        }
    }

    /// Confined to one thread.
    private static final class Reader {
        private final List<Section> sections = new ArrayList<>();
        private final List<String> body = new ArrayList<>();
        private @Nullable String title;
        private String lead = "";
        private int level;
        private String heading = "";
        private @Nullable String fence;

        void line(String line) {
            int hashes = fence == null ? level(line) : 0;
            if (hashes == 0) {
                fence(line);
                body.add(line);
            } else if (hashes == 1 && title == null) {
                title = heading(line, hashes);
            } else {
                end();
                level = hashes;
                heading = heading(line, hashes);
            }
        }

        private void fence(String line) {
            String stripped = line.strip();
            if (fence == null) {
                fence = stripped.startsWith("```") ? "```" : stripped.startsWith("~~~") ? "~~~" : null;
            } else if (stripped.startsWith(fence)) {
                fence = null;
            }
        }

        /* What stands before the title belongs to the lead. */
        private void end() {
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

        Outline outline() {
            end();
            return new Outline(title, lead, sections);
        }

        private static int level(String line) {
            int hashes = 0;
            while (hashes < line.length() && line.charAt(hashes) == '#') {
                hashes++;
            }
            boolean heading = hashes >= 1 && hashes <= 6 && line.length() > hashes && line.charAt(hashes) == ' ';
            return heading ? hashes : 0;
        }

        private static String heading(String line, int hashes) {
            return line.substring(hashes).strip();
        }
    }
}
