// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import org.jspecify.annotations.Nullable;

/// What somebody did, before it is in the ledger; the parts mean what they mean in [AuditEntry].
public record AuditEvent(
        String actor,
        String action,
        String subject,
        String reason,
        @Nullable String before,
        @Nullable String after) {}
