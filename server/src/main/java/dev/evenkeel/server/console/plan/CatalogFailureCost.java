// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Cost of a failed call according to the service catalogue, as a default for the plan page.
///
/// @param service key of the service
/// @param price cost of one of its failed calls
record CatalogFailureCost(String service, FailureCost price) {
    private static final int MOST_DECIMALS = 15;

    /// Returns the cost of a service's failed call; empty if the catalogue has none.
    static Optional<CatalogFailureCost> of(Service service) {
        return Optional.ofNullable(service.failureCost()).map(cost -> new CatalogFailureCost(service.key(), cost));
    }

    /// Returns the amount as the form field shows it: `0.80`.
    String written() {
        BigDecimal digits = new BigDecimal(price.formatAmount());
        return digits.scale() <= MOST_DECIMALS
                ? price.formatAmount()
                : digits.setScale(MOST_DECIMALS, RoundingMode.HALF_UP).toPlainString();
    }

    /// Whether an amount in a request and a currency equal this price.
    boolean is(JsonNode amount, String currency) {
        return currency.equals(price.currency())
                && amount.isNumber()
                && amount.decimalValue().compareTo(new BigDecimal(written())) == 0;
    }

    /// Returns the source of the price as text.
    String words() {
        return "from the catalogue: a failed call of " + service + " costs "
                + price.format().replace(' ', '\u00a0');
    }
}
