// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.BudgetingMethod;
import dev.evenkeel.engine.slo.Objective;
import dev.evenkeel.engine.slo.OpenSloDuration;
import dev.evenkeel.files.json.JsonObjectReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A parser of objectives.
final class OpenSloObjectiveParser {
    private OpenSloObjectiveParser() {}

    /// Returns the displayName of an objective, else its target in percent.
    static String nameOf(@Nullable JsonNode objective) {
        String name = objective == null ? "" : objective.path("displayName").asString("");
        return name.isBlank() && objective != null ? percentOf(objective).toPlainString() + "%" : name;
    }

    private static BigDecimal percentOf(JsonNode objective) {
        BigDecimal percent = JsonObjectReader.toDecimal(objective.path("targetPercent"));
        BigDecimal target = JsonObjectReader.toDecimal(objective.path("target"));
        BigDecimal number = percent != null ? percent : target == null ? BigDecimal.ZERO : target.movePointRight(2);
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    /// Parses an objective.
    ///
    /// @param objective a valid objective
    static Objective parse(JsonNode objective, String method) {
        return new Objective(
                nameOf(objective),
                percentOf(objective).movePointLeft(2).doubleValue(),
                parseBudgeting(objective, method));
    }

    private static BudgetingMethod parseBudgeting(JsonNode objective, String method) {
        return switch (method) {
            case "Timeslices" ->
                new BudgetingMethod.Timeslices(
                        objective.path("timeSliceTarget").doubleValue(),
                        parseSlice(objective).orElseThrow());
            case "RatioTimeslices" ->
                new BudgetingMethod.RatioTimeslices(parseSlice(objective).orElseThrow());
            default -> new BudgetingMethod.Occurrences();
        };
    }

    /// Parses the length of a time slice: minutes, or a duration; empty when it is neither.
    static Optional<Duration> parseSlice(@Nullable JsonNode objective) {
        JsonNode window = objective == null ? null : objective.get("timeSliceWindow");
        if (window != null && window.isIntegralNumber() && window.longValue() > 0) {
            return Optional.of(Duration.ofMinutes(window.longValue()));
        }
        return Optional.ofNullable(window)
                .filter(JsonNode::isString)
                .flatMap(text -> OpenSloDuration.parse(text.stringValue()))
                .map(OpenSloDuration::toDuration);
    }
}
