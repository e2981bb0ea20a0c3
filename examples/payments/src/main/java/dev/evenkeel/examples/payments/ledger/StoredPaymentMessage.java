// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.time.Instant;

/// A message the ledger knows, seen from another that carries the same id.
///
/// @param id the row's number
/// @param sameContent whether both have the same bytes
/// @param accepted whether every transfer is booked; otherwise booking has begun and may be unfinished
/// @param receivedAt when the first of them came
public record StoredPaymentMessage(long id, boolean sameContent, boolean accepted, Instant receivedAt) {}
