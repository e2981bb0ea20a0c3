// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A progress report of a pass.
///
/// @param counts totals so far
/// @param finished whether the pass is complete
record ReconciliationReportRequest(StoredReconciliationPass.Counts counts, boolean finished) {
    private static final Set<String> FIELDS = Set.of("ranges", "rows", "mismatches", "finished", "examples");
    private static final long MOST = 1_000_000_000_000_000L;
    private static final int MOST_EXAMPLES = dev.evenkeel.core.wire.ReconciliationPassReport.MAX_EXAMPLES;
    private static final int LONGEST_EXAMPLE = dev.evenkeel.core.wire.ReconciliationPassReport.MAX_TEXT;
    private static final long MISSING = -1;

    /// Parses and validates a report.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static ReconciliationReportRequest parse(@Nullable JsonNode body) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(FIELDS);
        if (fields.find("finished") == null) {
            errors.add(
                    fields.pointerTo("finished"),
                    "is missing",
                    "set true if all ranges were compared, otherwise false");
        }
        var report = new ReconciliationReportRequest(
                new StoredReconciliationPass.Counts(
                        count(fields, "ranges"), count(fields, "rows"), count(fields, "mismatches"), examples(fields)),
                fields.bool("finished", false));
        if (report.finished && report.counts.ranges() == 0) {
            errors.add(
                    fields.pointerTo("ranges"),
                    "is 0, but a finished pass must have compared at least one range",
                    "set finished after the pass has compared all ranges");
        }
        ValidationErrorMapper.throwIfAny(errors, "The reconciliation pass was not changed.");
        return report;
    }

    private static long count(JsonObjectReader fields, String name) {
        long count = fields.integer(name, MISSING);
        if (count < 0 || count > MOST) {
            boolean missing = fields.find(name) == null;
            fields.errors()
                    .add(
                            fields.pointerTo(name),
                            missing ? "is missing" : "must be 0 to " + MOST + ", got " + count,
                            "give the number so far");
        }
        return count;
    }

    private static List<String> examples(JsonObjectReader fields) {
        List<String> examples = fields.texts("examples", List.of());
        if (examples.size() > MOST_EXAMPLES) {
            fields.errors()
                    .add(
                            fields.pointerTo("examples"),
                            "must be at most " + MOST_EXAMPLES + ", got " + examples.size(),
                            "send fewer examples; mismatches counts all of them");
        }
        for (int i = 0; i < examples.size(); i++) {
            String example = examples.get(i);
            if (example.length() > LONGEST_EXAMPLE || example.indexOf('\0') >= 0) {
                fields.errors()
                        .add(
                                fields.pointerTo("examples") + "/" + i,
                                "must be at most " + LONGEST_EXAMPLE + " characters without NUL characters, got "
                                        + example.length(),
                                "describe the difference briefly");
            }
        }
        return examples;
    }
}
