// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.environment;

import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// A comparison of the responses that customers received with the payment service's ledger.
///
/// @param messages number of customer messages
/// @param transfers transfers in the accepted ones
/// @param lost messages accepted but missing in the ledger, plus messages that were never accepted
/// @param doubled payments that the ledger contains more than once
/// @param balanced whether every invariant of the ledger holds
/// @param report the complete audit report of the ledger
public record LedgerBalanceCheck(
        long messages, long transfers, long lost, long doubled, boolean balanced, JsonNode report) {
    private static final Set<String> DOUBLED = Set.of("TRANSFERS_DOUBLED", "CONTENT_BOOKED_TWICE");

    /// Reads the ledger's audit and compares.
    ///
    /// @param traffic the customers, stopped
    /// @param refused messages that are still not accepted
    public static LedgerBalanceCheck read(DemoEnvironment environment, PaymentTraffic traffic, int refused)
            throws IOException, InterruptedException {
        List<PaymentTraffic.PaymentMessage> accepted = traffic.accepted();
        return of(
                traffic,
                refused,
                environment
                        .paymentService()
                        .audit(accepted.stream()
                                .map(PaymentTraffic.PaymentMessage::id)
                                .toList()));
    }

    /// Compares an audit report of the ledger.
    ///
    /// @param traffic the customers, stopped
    /// @param refused messages that are still not accepted
    /// @param report audit of the ledger against the accepted messages
    public static LedgerBalanceCheck of(PaymentTraffic traffic, int refused, JsonNode report) {
        List<PaymentTraffic.PaymentMessage> accepted = traffic.accepted();
        JsonNode ledger = report.path("ledger");
        return new LedgerBalanceCheck(
                traffic.messages(),
                accepted.stream()
                        .mapToLong(PaymentTraffic.PaymentMessage::transfers)
                        .sum(),
                report.path("missingCount").asLong() + refused,
                doubled(ledger.path("violations")),
                ledger.path("balanced").asBoolean(),
                report);
    }

    private static long doubled(JsonNode violations) {
        return StreamSupport.stream(violations.spliterator(), false)
                .filter(violation -> DOUBLED.contains(violation.path("kind").asString()))
                .count();
    }

    /// Whether no payment is lost or doubled and the ledger is balanced.
    public boolean isInOrder() {
        return lost == 0 && doubled == 0 && balanced;
    }
}
