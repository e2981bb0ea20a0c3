// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.catalog;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A parser of the cost of a failed call: an object with amount and currency, or `CHF 0.80` in an annotation.
/// Invalid values are reported as validation errors.
final class FailureCostParser {
    /// Name of the field of a service.
    static final String FIELD = "failureCost";

    private static final Set<String> PARTS = RecordBinder.namesOf(FailureCost.class);
    private static final Pattern TEXT = Pattern.compile("(\\S+)\\s+([0-9]{1,15}(?:\\.[0-9]{1,15})?)");
    private static final double LEAST = 1e-9;
    private static final double MOST = 1e12;
    private static final String SAY_IT = "set the average cost of a failed call, such as 0.8";

    private FailureCostParser() {}

    /// @return null when the field is missing or invalid; a JSON null removes the cost
    static ServicePatch.@Nullable PriceUpdate read(JsonObjectReader fields) {
        if (fields.object() == null || !fields.object().has(FIELD)) {
            return null;
        }
        if (fields.find(FIELD) == null) {
            return ServicePatch.PriceUpdate.NONE;
        }
        JsonObjectReader price = fields.object(FIELD).rejectUnknownFields(PARTS);
        return price.object() == null ? null : priced(amount(price), currency(price));
    }

    /// @param text empty to remove the cost
    /// @return null when the text is invalid
    static ServicePatch.@Nullable PriceUpdate read(String text, String pointer, ValidationErrors errors) {
        if (text.isEmpty()) {
            return ServicePatch.PriceUpdate.NONE;
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            errors.add(
                    pointer, "must be a currency and an amount, got \"" + text + "\"", "use a format such as CHF 0.80");
            return null;
        }
        double amount = Double.parseDouble(parts.group(2));
        if (!isAmount(amount)) {
            errors.add(pointer, wrongAmount(amount), SAY_IT);
        }
        if (!FailureCost.isCurrency(parts.group(1))) {
            errors.add(pointer, wrongCurrency(parts.group(1)), "use the ISO 4217 code, such as CHF");
        }
        return priced(amount, parts.group(1));
    }

    private static double amount(JsonObjectReader price) {
        double amount = price.number("amount", Double.NaN);
        if (price.find("amount") == null) {
            price.addError("amount", "is missing", SAY_IT + "; failureCost: null removes the cost");
        } else if (!isAmount(amount)) {
            price.addError("amount", wrongAmount(amount), SAY_IT);
        }
        return amount;
    }

    private static String currency(JsonObjectReader price) {
        String currency = price.text("currency", "");
        if (!FailureCost.isCurrency(currency)) {
            price.addError(
                    "currency",
                    price.find("currency") == null ? "is missing" : wrongCurrency(currency),
                    "use the ISO 4217 code, such as CHF");
        }
        return currency;
    }

    private static ServicePatch.@Nullable PriceUpdate priced(double amount, String currency) {
        return isAmount(amount) && FailureCost.isCurrency(currency)
                ? new ServicePatch.PriceUpdate(new FailureCost(amount, currency))
                : null;
    }

    private static boolean isAmount(double amount) {
        return amount >= LEAST && amount <= MOST;
    }

    private static String wrongAmount(double amount) {
        return "must be above 0, at least 1e-9 and at most 1e12, got " + amount;
    }

    private static String wrongCurrency(String currency) {
        return "must be three capital letters, got \"" + currency + "\"";
    }
}
