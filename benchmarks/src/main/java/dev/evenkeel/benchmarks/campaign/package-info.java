// SPDX-License-Identifier: Apache-2.0

/// Fault campaign on the ledger migration of the payment service: processes, databases and networks fail at
/// every stage, and the ledgers are compared afterwards.
@NullMarked
package dev.evenkeel.benchmarks.campaign;

import org.jspecify.annotations.NullMarked;
