// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import org.jspecify.annotations.Nullable;

/// An action before it is recorded in the audit log; the components are those of [AuditEntry].
public record AuditEvent(
        String actor,
        String action,
        String subject,
        String reason,
        @Nullable String before,
        @Nullable String after) {}
