// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

/// A payment core: validates and books payment messages.
///
/// Every core returns the same results and writes the same ledger rows. Booking is idempotent: an identical
/// message gets the same result as the first and is booked once, even if the first attempt was interrupted or
/// runs concurrently. Thread-safe.
@FunctionalInterface
public interface PaymentCore {

    /// Parses, validates and books a message. If it throws, the same message may be resent.
    BookingResult book(PaymentSubmission submission);
}
