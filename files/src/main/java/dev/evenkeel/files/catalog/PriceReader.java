// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.catalog;

import dev.evenkeel.engine.catalog.FailurePrice;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.json.JsonFields;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the price of a failed call: an object of an amount and a currency, or `CHF 0.80` in an
/// annotation. What is not read becomes a fault.
final class PriceReader {
    /// Its name among the fields of a service.
    static final String FIELD = "failurePrice";

    private static final Set<String> PARTS = Set.of("amount", "currency");
    private static final Pattern TEXT = Pattern.compile("(\\S+)\\s+([0-9]{1,15}(?:\\.[0-9]{1,15})?)");
    private static final double LEAST = 1e-9;
    private static final double MOST = 1e12;
    private static final String SAY_IT = "say what a failed call costs on average, such as 0.8";

    private PriceReader() {}

    /// @return null when it is not spoken of, or faulty; a JSON null takes it away
    static ServiceDraft.@Nullable Price read(JsonFields fields) {
        if (fields.object() == null || !fields.object().has(FIELD)) {
            return null;
        }
        if (fields.find(FIELD) == null) {
            return ServiceDraft.Price.NONE;
        }
        JsonFields price = fields.object(FIELD).only(PARTS);
        return price.object() == null ? null : priced(amount(price), currency(price));
    }

    /// @param text empty takes it away
    /// @return null when it is faulty
    static ServiceDraft.@Nullable Price read(String text, String pointer, Faults faults) {
        if (text.isEmpty()) {
            return ServiceDraft.Price.NONE;
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            faults.add(pointer, "must be a currency and an amount, got \"" + text + "\"", "write it like CHF 0.80");
            return null;
        }
        double amount = Double.parseDouble(parts.group(2));
        if (!isAmount(amount)) {
            faults.add(pointer, wrongAmount(amount), SAY_IT);
        }
        if (!FailurePrice.isCurrency(parts.group(1))) {
            faults.add(pointer, wrongCurrency(parts.group(1)), "give the ISO 4217 code, such as CHF");
        }
        return priced(amount, parts.group(1));
    }

    private static double amount(JsonFields price) {
        double amount = price.number("amount", Double.NaN);
        if (price.find("amount") == null) {
            price.faults().add(price.at("amount"), "is missing", SAY_IT + "; failurePrice: null takes the price away");
        } else if (!isAmount(amount)) {
            price.faults().add(price.at("amount"), wrongAmount(amount), SAY_IT);
        }
        return amount;
    }

    private static String currency(JsonFields price) {
        String currency = price.text("currency", "");
        if (!FailurePrice.isCurrency(currency)) {
            price.faults()
                    .add(
                            price.at("currency"),
                            price.find("currency") == null ? "is missing" : wrongCurrency(currency),
                            "give the ISO 4217 code, such as CHF");
        }
        return currency;
    }

    private static ServiceDraft.@Nullable Price priced(double amount, String currency) {
        return isAmount(amount) && FailurePrice.isCurrency(currency)
                ? new ServiceDraft.Price(new FailurePrice(amount, currency))
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
