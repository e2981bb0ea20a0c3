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

/// Reports in Evenkeel's own form (docs/reference/http-api.md).
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
            "repairs",
            "technologies");

    private EvenkeelChangeReportParser() {}

    /// Reads one. Its faults go to `faults`; what it gives then is not to be used.
    public static ExternalChangeReport read(JsonNode body, ValidationErrors faults) {
        return read(body, "", faults);
    }

    /// Reads one that stands within a document.
    ///
    /// @param pointer where
    public static ExternalChangeReport read(JsonNode body, String pointer, ValidationErrors faults) {
        JsonObjectReader fields = new JsonObjectReader(body, pointer, faults).only(FIELDS);
        return new ExternalChangeReport(
                new ExternalChangeReport.Origin(
                        ChangeFieldReader.required(fields, "source", "the system that tells, such as jenkins"),
                        ChangeFieldReader.required(
                                fields, "externalId", "the change's name there, such as payments#812")),
                ChangeFieldReader.required(fields, "service", "the key of the service"),
                ChangeFieldReader.required(fields, "environment", "where it was deployed, such as production"),
                state(fields),
                ChangeFieldReader.requiredTime(fields, "at"),
                new ExternalChangeReport.Details(
                        fields.oneOf("kind", ChangeKind.class, ChangeKind.CODE),
                        Objects.requireNonNullElse(ChangeFieldReader.text(fields, "title"), ""),
                        ChangeFieldReader.text(fields, "author"),
                        ChangeFieldReader.text(fields, "artifact"),
                        ChangeFieldReader.text(fields, "link"),
                        ChangeFieldReader.time(fields, "committedAt"),
                        fields.truth("unplanned", false) || fields.find("repairs") != null,
                        ChangeFieldReader.text(fields, "repairs"),
                        technologies(fields)));
    }

    private static @Nullable List<String> technologies(JsonObjectReader fields) {
        if (fields.find("technologies") == null) {
            return null;
        }
        List<String> keys = fields.texts("technologies", List.of());
        for (int i = 0; i < keys.size(); i++) {
            TechnologyPatch.checkKey(keys.get(i), fields.at("technologies") + "/" + i, fields.faults());
        }
        return keys.stream().distinct().toList();
    }

    private static ExternalChangeReport.State state(JsonObjectReader fields) {
        if (fields.find("state") == null) {
            fields.faults().add(fields.at("state"), "is missing", "write STARTED, DONE, GIVEN_UP or ROLLED_BACK");
        }
        return fields.oneOf("state", ExternalChangeReport.State.class, ExternalChangeReport.State.DONE);
    }
}
