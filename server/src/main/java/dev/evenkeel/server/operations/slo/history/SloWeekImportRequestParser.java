// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.history;

import dev.evenkeel.engine.slo.EventCounts;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.web.ReasonAndExpiryReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Parser of imported weeks. It reports all validation errors at once.
final class SloWeekImportRequestParser {
    private static final int MOST = 1_000;

    private final String slo;
    private final List<SloWeek> kept;
    private final List<SloWeek> weeks = new ArrayList<>();

    private SloWeekImportRequestParser(String slo, List<SloWeek> kept) {
        this.slo = slo;
        this.kept = kept;
    }

    /// The imported weeks and their origin.
    record ImportedWeeks(List<SloWeek> weeks, String reason) {}

    /// @param kept stored weeks
    static ImportedWeeks parse(@Nullable JsonNode body, String slo, List<SloWeek> kept) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(Set.of("weeks", "reason"));
        JsonNode given = fields.find("weeks");
        var sloWeekImportRequestParser = new SloWeekImportRequestParser(slo, kept);
        if (given == null || !given.isArray() || given.isEmpty() || given.size() > MOST) {
            errors.add(
                    "/weeks",
                    "must be an array of 1 to " + MOST + " weeks",
                    "use [{\"weekStart\":\"2026-01-05\",\"failures\":12,\"calls\":100000}]");
        } else {
            for (int i = 0; i < given.size(); i++) {
                sloWeekImportRequestParser.add(new JsonObjectReader(given.get(i), "/weeks/" + i, errors)
                        .rejectUnknownFields(Set.of("weekStart", "failures", "calls")));
            }
        }
        String reason = ReasonAndExpiryReader.readReason(fields);
        ValidationErrorMapper.throwIfAny(errors, "No weeks were imported.");
        return new ImportedWeeks(sloWeekImportRequestParser.weeks, reason);
    }

    private void add(JsonObjectReader week) {
        long calls = week.integer("calls", -1);
        long failures = week.integer("failures", -1);
        if (failures < 0 || failures > calls) {
            week.errors()
                    .add(
                            week.pointerTo("failures"),
                            "must be between 0 and calls, got " + week.find("failures") + " of " + week.find("calls"),
                            "count failures and calls over the same requests");
            return;
        }
        LocalDate weekStart = day(week);
        if (weekStart == null) {
            return;
        }
        boolean known = kept.stream().anyMatch(one -> one.weekStart().equals(weekStart));
        if (SloWeekArchiveService.overlaps(weeks, weekStart)
                || (!known && SloWeekArchiveService.overlaps(kept, weekStart))) {
            week.errors()
                    .add(
                            week.pointerTo("weekStart"),
                            "overlaps another week",
                            "start the weeks of an SLO at least seven days apart");
            return;
        }
        weeks.add(new SloWeek(slo, weekStart, new EventCounts(calls - failures, calls), true));
    }

    private static @Nullable LocalDate day(JsonObjectReader week) {
        try {
            return LocalDate.parse(week.text("weekStart", ""));
        } catch (DateTimeException e) {
            week.errors()
                    .add(
                            week.pointerTo("weekStart"),
                            "must be a date such as \"2026-01-05\", got " + week.find("weekStart"),
                            "give the date of the first day of the week");
            return null;
        }
    }
}
