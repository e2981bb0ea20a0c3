// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

/// A way to book payment messages.
///
/// Every core gives the same answers and writes the same ledger rows. Booking is idempotent: an identical
/// message is answered like the first and booked once, also when the first attempt broke half way or runs at
/// the same time. Thread-safe.
@FunctionalInterface
public interface PaymentCore {

    /// Reads, checks and books a message. When it throws, the message may be sent again as it is.
    BookingResult book(PaymentSubmission submission);
}
