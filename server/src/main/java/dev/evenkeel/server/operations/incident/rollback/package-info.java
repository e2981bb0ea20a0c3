// SPDX-License-Identifier: Apache-2.0

/// Incidents that rollbacks open, and updates of their impact times.
@NullMarked
package dev.evenkeel.server.operations.incident.rollback;

import org.jspecify.annotations.NullMarked;
