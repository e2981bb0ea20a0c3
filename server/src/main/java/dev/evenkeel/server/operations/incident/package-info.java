// SPDX-License-Identifier: Apache-2.0

/// Incidents: declaration, states, timeline, roles, templates and search, and the gate for open incidents. It
/// reads committed data only, so it never delays a rollback.
@NullMarked
package dev.evenkeel.server.operations.incident;

import org.jspecify.annotations.NullMarked;
