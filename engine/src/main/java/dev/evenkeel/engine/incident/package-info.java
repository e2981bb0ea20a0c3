// SPDX-License-Identifier: Apache-2.0

/// Incidents: recorded data, allowed state transitions, matching of signals to one incident, severity, harm
/// duration and ranking of suspected changes.
@NullMarked
package dev.evenkeel.engine.incident;

import org.jspecify.annotations.NullMarked;
