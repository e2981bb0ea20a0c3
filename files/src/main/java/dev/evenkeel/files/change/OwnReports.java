// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import dev.evenkeel.files.technology.TechnologyDraft;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reports in Evenkeel's own form (docs/reference/http-api.md).
public final class OwnReports {
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

    private OwnReports() {}

    /// Reads one. Its faults go to `faults`; what it gives then is not to be used.
    public static ChangeReport read(JsonNode body, Faults faults) {
        return read(body, "", faults);
    }

    /// Reads one that stands within a document.
    ///
    /// @param pointer where
    public static ChangeReport read(JsonNode body, String pointer, Faults faults) {
        JsonFields fields = new JsonFields(body, pointer, faults).only(FIELDS);
        return new ChangeReport(
                new ChangeReport.Origin(
                        Fields.required(fields, "source", "the system that tells, such as jenkins"),
                        Fields.required(fields, "externalId", "the change's name there, such as payments#812")),
                Fields.required(fields, "service", "the key of the service"),
                Fields.required(fields, "environment", "where it was deployed, such as production"),
                state(fields),
                Fields.requiredTime(fields, "at"),
                new ChangeReport.Details(
                        fields.oneOf("kind", ChangeKind.class, ChangeKind.CODE),
                        Objects.requireNonNullElse(Fields.text(fields, "title"), ""),
                        Fields.text(fields, "author"),
                        Fields.text(fields, "artifact"),
                        Fields.text(fields, "link"),
                        Fields.time(fields, "committedAt"),
                        fields.truth("unplanned", false) || fields.find("repairs") != null,
                        Fields.text(fields, "repairs"),
                        technologies(fields)));
    }

    private static @Nullable List<String> technologies(JsonFields fields) {
        if (fields.find("technologies") == null) {
            return null;
        }
        List<String> keys = fields.texts("technologies", List.of());
        for (int i = 0; i < keys.size(); i++) {
            TechnologyDraft.checkKey(keys.get(i), fields.at("technologies") + "/" + i, fields.faults());
        }
        return keys.stream().distinct().toList();
    }

    private static ChangeReport.State state(JsonFields fields) {
        if (fields.find("state") == null) {
            fields.faults().add(fields.at("state"), "is missing", "write STARTED, DONE, GIVEN_UP or ROLLED_BACK");
        }
        return fields.oneOf("state", ChangeReport.State.class, ChangeReport.State.DONE);
    }
}
