// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.notification.Event;

/// An event with its place among all that were noted.
///
/// @param number grows with each
public record RecordedEvent(long number, @JsonUnwrapped Event event) {}
