// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import dev.evenkeel.examples.payments.message.PaymentOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/// The repository of messages, identified by message id and initiating party. Thread-safe.
public final class PaymentMessageRepository {
    private final JdbcTemplate jdbc;

    public PaymentMessageRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Inserts the message as RECEIVED unless it exists, and returns the stored one. One or two round trips.
    public StoredPaymentMessage insertIfAbsent(PaymentOrder paymentOrder, byte[] sha256, Instant receivedAt) {
        List<Long> inserted = jdbc.query(
                """
                INSERT INTO message (message_id, initiating_party, content_sha256, transfers, state, received_at)
                VALUES (?, ?, ?, ?, 'RECEIVED', ?) ON CONFLICT DO NOTHING RETURNING id""",
                (row, index) -> row.getLong(1),
                paymentOrder.messageId(),
                paymentOrder.initiatingParty(),
                sha256,
                paymentOrder.transfers().size(),
                timestamp(receivedAt));
        return inserted.isEmpty()
                ? getStored(paymentOrder, sha256)
                : new StoredPaymentMessage(inserted.getFirst(), true, false, receivedAt);
    }

    /// Returns the message stored under the order's id.
    ///
    /// @throws org.springframework.dao.EmptyResultDataAccessException when there is none
    public StoredPaymentMessage getStored(PaymentOrder paymentOrder, byte[] sha256) {
        StoredPaymentMessage known = jdbc.queryForObject(
                """
                SELECT id, content_sha256 = ? AS same, state = 'ACCEPTED' AS accepted, received_at
                FROM message WHERE message_id = ? AND initiating_party = ?""",
                PaymentMessageRepository::mapRow,
                sha256,
                paymentOrder.messageId(),
                paymentOrder.initiatingParty());
        return Objects.requireNonNull(known);
    }

    /// Marks a message as completely booked.
    public void markAccepted(long id) {
        jdbc.update("UPDATE message SET state = 'ACCEPTED' WHERE id = ?", id);
    }

    /// Whether the newest of several bookings of one content has the given time: the content was booked
    /// before, and is now booked again. One round trip.
    public boolean isBookedAgain(byte[] sha256, Instant at) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT count(*) > 1 AND max(received_at) = ? FROM message WHERE content_sha256 = ?",
                Boolean.class,
                timestamp(at),
                sha256));
    }

    /// Converts an instant for a JDBC `timestamptz` parameter.
    public static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static StoredPaymentMessage mapRow(ResultSet row, int number) throws SQLException {
        return new StoredPaymentMessage(
                row.getLong("id"),
                row.getBoolean("same"),
                row.getBoolean("accepted"),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }
}
