// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;

/// An event in the timeline of an incident.
///
/// @param at when it happened
/// @param source who reported it: `guard`, `alertmanager`, a person's name
/// @param kind kind of event: `alert`, `decision`, `note`, `state` ...
/// @param text what happened, for people
public record TimelineEntry(Instant at, String source, String kind, String text) {}
