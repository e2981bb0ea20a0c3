// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.sdk.ShadowOptions;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/// The bookings of a message's content in one ledger.
///
/// @param messages how often it was accepted; should be 1
/// @param transfers transfers booked for it in total
/// @param digest digest of all its bookings
record BookedContent(long messages, long transfers, String digest) {
    private static final String QUERY = """
            SELECT count(DISTINCT message.id) AS messages, count(transfer.id) AS transfers,
                   coalesce(md5(string_agg(concat_ws('|', end_to_end_id, occurrence, debtor_account, creditor_account,
                                                     currency, amount_minor), ';'
                                           ORDER BY end_to_end_id, occurrence, amount_minor)), '') AS digest
            FROM message LEFT JOIN transfer ON transfer.message = message.id
            WHERE content_sha256 = ? AND state = 'ACCEPTED'""";

    /// Reads the bookings from the ledger.
    static BookedContent load(JdbcTemplate jdbc, PaymentSubmission submission) {
        return Objects.requireNonNull(jdbc.queryForObject(
                QUERY,
                (row, index) -> new BookedContent(
                        row.getLong("messages"),
                        row.getLong("transfers"),
                        Objects.requireNonNull(row.getString("digest"))),
                submission.sha256()));
    }

    /// Returns the options for a field-by-field comparison of both ledgers' bookings.
    static ShadowOptions<BookedContent> shadowOptions() {
        return ShadowOptions.<BookedContent>comparing(BookedContent::equals)
                .field("messages", BookedContent::messages)
                .field("transfers", BookedContent::transfers)
                .field("digest", BookedContent::digest);
    }
}
