// SPDX-License-Identifier: Apache-2.0

/// The move of the payment service's ledger while processes, databases and networks fail.
@NullMarked
package dev.evenkeel.benchmarks.campaign;

import org.jspecify.annotations.NullMarked;
