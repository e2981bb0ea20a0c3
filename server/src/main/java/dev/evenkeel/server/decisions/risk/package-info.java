// SPDX-License-Identifier: Apache-2.0

/// Risk assessments of changes: risk case, result, decision and required work, and the gate that enforces them.
@NullMarked
package dev.evenkeel.server.decisions.risk;

import org.jspecify.annotations.NullMarked;
