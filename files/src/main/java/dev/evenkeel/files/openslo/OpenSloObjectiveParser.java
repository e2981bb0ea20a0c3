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

/// What an objective says.
final class OpenSloObjectiveParser {
    private OpenSloObjectiveParser() {}

    /// Its displayName, else its target in percent.
    static String name(@Nullable JsonNode objective) {
        String name = objective == null ? "" : objective.path("displayName").asString("");
        return name.isBlank() && objective != null ? percent(objective).toPlainString() + " %" : name;
    }

    private static BigDecimal percent(JsonNode objective) {
        BigDecimal percent = JsonObjectReader.decimal(objective.path("targetPercent"));
        BigDecimal target = JsonObjectReader.decimal(objective.path("target"));
        BigDecimal number = percent != null ? percent : target == null ? BigDecimal.ZERO : target.movePointRight(2);
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    /// The objective.
    ///
    /// @param objective one that keeps the rules
    static Objective objective(JsonNode objective, String method) {
        return new Objective(
                name(objective), percent(objective).movePointLeft(2).doubleValue(), budgeting(objective, method));
    }

    private static BudgetingMethod budgeting(JsonNode objective, String method) {
        return switch (method) {
            case "Timeslices" ->
                new BudgetingMethod.Timeslices(
                        objective.path("timeSliceTarget").doubleValue(),
                        slice(objective).orElseThrow());
            case "RatioTimeslices" ->
                new BudgetingMethod.RatioTimeslices(slice(objective).orElseThrow());
            default -> new BudgetingMethod.Occurrences();
        };
    }

    /// The length of a slice: minutes, or a length of time; empty when it is neither.
    static Optional<Duration> slice(@Nullable JsonNode objective) {
        JsonNode window = objective == null ? null : objective.get("timeSliceWindow");
        if (window != null && window.isIntegralNumber() && window.longValue() > 0) {
            return Optional.of(Duration.ofMinutes(window.longValue()));
        }
        return Optional.ofNullable(window)
                .filter(JsonNode::isString)
                .flatMap(text -> OpenSloDuration.parse(text.stringValue()))
                .map(OpenSloDuration::length);
    }
}
