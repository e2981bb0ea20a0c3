// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import org.jspecify.annotations.Nullable;

/// A server-sent event.
///
/// @param type `message` when the server sent none
/// @param id null when the server sent none with this event
/// @param data lines joined by line ends
public record ServerSentEvent(String type, @Nullable String id, String data) {}
