// SPDX-License-Identifier: Apache-2.0

/// The ledger as files: entries as JSON Lines, signed heads as JWS, and the keys that sign and check
/// them.
@NullMarked
package dev.evenkeel.files.audit;

import org.jspecify.annotations.NullMarked;
