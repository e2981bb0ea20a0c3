// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.time.Instant;

/// A message in the ledger, compared with another one that has the same id.
///
/// @param id number of the row
/// @param sameContent whether both have the same bytes
/// @param accepted whether every transfer is booked; otherwise the booking may be unfinished
/// @param receivedAt when the first of them was received
public record StoredPaymentMessage(long id, boolean sameContent, boolean accepted, Instant receivedAt) {}
