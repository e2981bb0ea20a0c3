// SPDX-License-Identifier: Apache-2.0

/// Credit transfer messages, their validation rules and the status report that answers them. Pure: both cores
/// parse bytes into a `PaymentInitiation` and apply the same `PaymentInitiationValidator`, so they accept the
/// same messages.
@NullMarked
package dev.evenkeel.examples.payments.message;

import org.jspecify.annotations.NullMarked;
