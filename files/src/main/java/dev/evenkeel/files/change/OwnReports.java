// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.change;

import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.files.plan.Faults;
import dev.evenkeel.files.plan.JsonFields;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reports in Evenkeel's own form (docs/reference/http-api.md).
public final class OwnReports {
    private static final Set<String> FIELDS = Set.of(
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
            "repairs");

    private OwnReports() {}

    /// Reads one. Its faults go to `faults`; what it gives then is not to be used.
    public static ChangeReport read(JsonNode body, Faults faults) {
        JsonFields fields = new JsonFields(body, "", faults).only(FIELDS);
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
                        Fields.text(fields, "repairs")));
    }

    private static ChangeReport.State state(JsonFields fields) {
        if (fields.find("state") == null) {
            fields.faults().add(fields.at("state"), "is missing", "write STARTED, DONE, GIVEN_UP or ROLLED_BACK");
        }
        return fields.oneOf("state", ChangeReport.State.class, ChangeReport.State.DONE);
    }
}
