// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;

/// Something that happened in an incident.
///
/// @param at when it happened
/// @param source who tells: `guard`, `alertmanager`, a person's name
/// @param kind what sort of thing: `alert`, `decision`, `note`, `state` ...
/// @param words what happened, for people
public record TimelineEntry(Instant at, String source, String kind, String words) {}
