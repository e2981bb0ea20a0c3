// SPDX-License-Identifier: Apache-2.0

/// Finds suspected changes of an incident among flags, rollouts, experiments and reported changes.
@NullMarked
package dev.evenkeel.server.operations.incident.suspect;

import org.jspecify.annotations.NullMarked;
