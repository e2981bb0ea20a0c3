// SPDX-License-Identifier: Apache-2.0

/// Ledger tables shared by both payment cores: accepted messages, clearing and the audit of balances.
@NullMarked
package dev.evenkeel.examples.payments.ledger;

import org.jspecify.annotations.NullMarked;
