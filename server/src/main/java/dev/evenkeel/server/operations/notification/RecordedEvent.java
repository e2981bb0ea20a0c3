// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.notification.Event;

/// A stored event.
///
/// @param number sequence number, increasing
public record RecordedEvent(long number, @JsonUnwrapped Event event) {}
