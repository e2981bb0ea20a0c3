// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The monetary value of a work item. Fields are null when unknown.
///
/// @param costOfDelay cost of each week without it; 0 or more
/// @param riskReduction reduction of the expected loss; 0 or more
/// @param currency ISO 4217 code
/// @param weeks from start to end, waiting included; above 0
public record WorkValue(
        @JsonPropertyDescription("cost of each week without the item, 0 or more") @Nullable
        BigDecimal costOfDelay,

        @JsonPropertyDescription("reduction of the expected loss, 0 or more") @Nullable
        BigDecimal riskReduction,

        @JsonProperty(defaultValue = "\"\"")
        @JsonPropertyDescription("ISO 4217 code, such as CHF; required with an amount")
        String currency,

        @JsonPropertyDescription("weeks from start to end, above 0") @Nullable
        Double weeks) {
    public WorkValue {
        List<ValidationError> problems = new ArrayList<>();
        checkMoney("/costOfDelay", costOfDelay, problems);
        checkMoney("/riskReduction", riskReduction, problems);
        if (weeks != null && !(weeks > 0 && Double.isFinite(weeks))) {
            problems.add(new ValidationError("/weeks", "must be above 0, got " + weeks, "set the duration in weeks"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }

    private static void checkMoney(String pointer, @Nullable BigDecimal money, List<ValidationError> problems) {
        if (money != null && money.signum() < 0) {
            problems.add(new ValidationError(pointer, "must be a number of 0 or more, got " + money, "set the amount"));
        }
    }
}
