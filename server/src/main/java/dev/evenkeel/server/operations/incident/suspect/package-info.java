// SPDX-License-Identifier: Apache-2.0

/// Search for changes that may have caused an incident, among flags, rollouts, experiments and reported
/// changes.
@NullMarked
package dev.evenkeel.server.operations.incident.suspect;

import org.jspecify.annotations.NullMarked;
