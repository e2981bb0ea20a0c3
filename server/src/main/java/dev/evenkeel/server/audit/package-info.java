// SPDX-License-Identifier: Apache-2.0

/// The append-only, hash-chained ledger: who did what, why, and what it was before and after; and its
/// signed heads, published where the database's owner cannot reach them. Uses `platform` only.
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package dev.evenkeel.server.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
