// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/// The debits of an account.
///
/// @param transfers number of its transfers in accepted messages
/// @param minorUnits sum of their amounts by currency, in the smallest unit
public record AccountDebits(long transfers, Map<String, BigDecimal> minorUnits) {
    static AccountDebits of(JdbcTemplate jdbc, String account) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        long[] transfers = {0};
        jdbc.query(
                """
                SELECT currency, count(*) AS transfers, sum(amount_minor) AS amount
                FROM transfer JOIN message ON message.id = transfer.message
                WHERE debtor_account = ? AND state = 'ACCEPTED' GROUP BY currency""",
                row -> {
                    sums.put(Objects.requireNonNull(row.getString("currency")), row.getBigDecimal("amount"));
                    transfers[0] += row.getLong("transfers");
                },
                account);
        return new AccountDebits(transfers[0], sums);
    }
}
