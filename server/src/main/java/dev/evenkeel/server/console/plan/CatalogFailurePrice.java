// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a failed call costs, by the service catalogue, where somebody plans a rollout.
///
/// @param service key of the service
/// @param price of a failed call of it
record CatalogFailurePrice(String service, FailureCost price) {
    private static final int MOST_DECIMALS = 15;

    /// @return empty when nobody said
    static Optional<CatalogFailurePrice> of(Service service) {
        return Optional.ofNullable(service.failurePrice()).map(price -> new CatalogFailurePrice(service.key(), price));
    }

    /// The amount as its field takes it: `0.80`.
    String written() {
        BigDecimal digits = new BigDecimal(price.digits());
        return digits.scale() <= MOST_DECIMALS
                ? price.digits()
                : digits.setScale(MOST_DECIMALS, RoundingMode.HALF_UP).toPlainString();
    }

    /// Whether an amount of an order and a currency are these.
    boolean is(JsonNode amount, String currency) {
        return currency.equals(price.currency())
                && amount.isNumber()
                && amount.decimalValue().compareTo(new BigDecimal(written())) == 0;
    }

    /// Where it is known from, in words.
    String words() {
        return "from the catalogue: a failed call of " + service + " costs "
                + price.words().replace(' ', '\u00a0');
    }
}
