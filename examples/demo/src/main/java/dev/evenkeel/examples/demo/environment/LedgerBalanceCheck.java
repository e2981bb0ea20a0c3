// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.environment;

import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// What customers were told, held against the payment service's ledger.
///
/// @param messages messages that customers wrote
/// @param transfers transfers in the accepted ones
/// @param lost messages accepted but not in the ledger, plus messages that were never accepted
/// @param doubled payments that the ledger has more than once
/// @param balanced whether every invariant of the ledger holds
/// @param report the ledger's whole answer
public record LedgerBalanceCheck(
        long messages, long transfers, long lost, long doubled, boolean balanced, JsonNode report) {
    private static final Set<String> DOUBLED = Set.of("TRANSFERS_DOUBLED", "CONTENT_BOOKED_TWICE");

    /// Asks the ledger.
    ///
    /// @param traffic the customers, no longer sending
    /// @param refused messages that are still not accepted
    public static LedgerBalanceCheck read(DemoEnvironment stage, PaymentTraffic traffic, int refused)
            throws IOException, InterruptedException {
        List<PaymentTraffic.PaymentMessage> accepted = traffic.accepted();
        return of(
                traffic,
                refused,
                stage.paymentService()
                        .audit(accepted.stream()
                                .map(PaymentTraffic.PaymentMessage::id)
                                .toList()));
    }

    /// What a ledger has answered.
    ///
    /// @param traffic the customers, no longer sending
    /// @param refused messages that are still not accepted
    /// @param report the ledger's account, held against the messages that were accepted
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

    /// Nothing lost, nothing doubled, the ledger balanced.
    public boolean inOrder() {
        return lost == 0 && doubled == 0 && balanced;
    }
}
