// SPDX-License-Identifier: Apache-2.0

/// Append-only, hash-chained audit log, and signed chain heads published outside the database. Call `AuditLog`
/// in the transaction of the change it records.
@NullMarked
package dev.evenkeel.server.foundation.audit;

import org.jspecify.annotations.NullMarked;
