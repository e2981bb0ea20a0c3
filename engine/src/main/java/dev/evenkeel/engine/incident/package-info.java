// SPDX-License-Identifier: Apache-2.0

/// Incidents: what is recorded, which state needs what, what is one incident, and which changes may lie
/// behind it.
@NullMarked
package dev.evenkeel.engine.incident;

import org.jspecify.annotations.NullMarked;
