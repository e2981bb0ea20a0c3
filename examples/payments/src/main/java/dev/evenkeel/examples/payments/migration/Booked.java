// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import dev.evenkeel.examples.payments.message.Submission;
import dev.evenkeel.sdk.Shadowing;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/// What a ledger has booked for a message's content.
///
/// @param messages how often it was accepted; 1 when all is well
/// @param transfers transfers booked for it in all
/// @param digest of everything that was booked
record Booked(long messages, long transfers, String digest) {
    private static final String QUERY = """
            SELECT count(DISTINCT message.id) AS messages, count(transfer.id) AS transfers,
                   coalesce(md5(string_agg(concat_ws('|', end_to_end_id, occurrence, debtor_account, creditor_account,
                                                     currency, amount_minor), ';'
                                           ORDER BY end_to_end_id, occurrence, amount_minor)), '') AS digest
            FROM message LEFT JOIN transfer ON transfer.message = message.id
            WHERE content_sha256 = ? AND state = 'ACCEPTED'""";

    /// Reads it back.
    static Booked in(JdbcTemplate jdbc, Submission submission) {
        return Objects.requireNonNull(jdbc.queryForObject(
                QUERY,
                (row, index) -> new Booked(
                        row.getLong("messages"),
                        row.getLong("transfers"),
                        Objects.requireNonNull(row.getString("digest"))),
                submission.sha256()));
    }

    /// How what two ledgers booked is compared, field by field.
    static Shadowing<Booked> shadowing() {
        return Shadowing.<Booked>comparing(Booked::equals)
                .field("messages", Booked::messages)
                .field("transfers", Booked::transfers)
                .field("digest", Booked::digest);
    }
}
