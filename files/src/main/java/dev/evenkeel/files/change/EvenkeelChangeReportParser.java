// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.technology.TechnologyPatch;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A parser of change reports in Evenkeel's own format (docs/reference/http-api.md).
public final class EvenkeelChangeReportParser {
    /// Names of the fields of a report.
    static final Set<String> FIELDS = Set.of(
            "source",
            "externalId",
            "service",
            "environment",
            "kind",
            "state",
            "at",
            "title",
            "author",
            "artifact",
            "link",
            "committedAt",
            "unplanned",
            "fixes",
            "technologies");

    private EvenkeelChangeReportParser() {}

    /// Parses a report. Validation errors go to `errors`; with any, the result must not be used.
    public static ExternalChangeReport parse(JsonNode body, ValidationErrors errors) {
        return parse(body, "", errors);
    }

    /// Parses a report within a document.
    ///
    /// @param pointer JSON pointer of the report
    public static ExternalChangeReport parse(JsonNode body, String pointer, ValidationErrors errors) {
        JsonObjectReader fields = new JsonObjectReader(body, pointer, errors).rejectUnknownFields(FIELDS);
        return new ExternalChangeReport(
                new ExternalChangeReport.Origin(
                        ChangeFieldReader.requireText(fields, "source", "the reporting system, such as jenkins"),
                        ChangeFieldReader.requireText(
                                fields, "externalId", "the ID of the change in that system, such as payments#812")),
                ChangeFieldReader.requireText(fields, "service", "the key of the service"),
                ChangeFieldReader.requireText(fields, "environment", "the environment, such as production"),
                parseState(fields),
                ChangeFieldReader.requireTime(fields, "at"),
                new ExternalChangeReport.Details(
                        fields.enumValue("kind", ChangeKind.class, ChangeKind.CODE),
                        Objects.requireNonNullElse(ChangeFieldReader.optionalText(fields, "title"), ""),
                        ChangeFieldReader.optionalText(fields, "author"),
                        ChangeFieldReader.optionalText(fields, "artifact"),
                        ChangeFieldReader.optionalText(fields, "link"),
                        ChangeFieldReader.optionalTime(fields, "committedAt"),
                        fields.bool("unplanned", false) || fields.find("fixes") != null,
                        ChangeFieldReader.optionalText(fields, "fixes"),
                        parseTechnologies(fields)));
    }

    private static @Nullable List<String> parseTechnologies(JsonObjectReader fields) {
        if (fields.find("technologies") == null) {
            return null;
        }
        List<String> keys = fields.texts("technologies", List.of());
        for (int i = 0; i < keys.size(); i++) {
            TechnologyPatch.checkKey(keys.get(i), fields.pointerTo("technologies") + "/" + i, fields.errors());
        }
        return keys.stream().distinct().toList();
    }

    private static ExternalChangeReport.State parseState(JsonObjectReader fields) {
        if (fields.find("state") == null) {
            fields.errors()
                    .add(fields.pointerTo("state"), "is missing", "use STARTED, COMPLETED, ABORTED or ROLLED_BACK");
        }
        return fields.enumValue("state", ExternalChangeReport.State.class, ExternalChangeReport.State.COMPLETED);
    }
}
